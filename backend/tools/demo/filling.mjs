import { setTimeout as sleep } from 'node:timers/promises';
import { PEOPLE } from './catalogue/people.mjs';
import { talk } from './talk.mjs';
import { published, send } from './upload.mjs';

/** Uploads that the product works on at the same time, and sounds that are made ahead of them. */
const AT_ONCE = 2;
const PUBLISH_PATIENCE_MS = 5 * 60_000;
const LOOK_AGAIN_MS = 2_000;

/** Fills an instance with the catalogue. What an earlier run finished is found by artist and title, and left alone. */
export class Filling {
  #parts;
  #done = 0;
  #failures = [];
  #underway = new Set();
  #talks = Promise.resolve();

  /** @param {{tracks: object[], people: object, studio: object, history: object, say: (line: string) => void}} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Answers what went wrong; an empty list is a whole catalogue. */
  async run() {
    await this.#tell();
    for (const [index, track] of this.#parts.tracks.entries()) {
      while (this.#underway.size >= AT_ONCE) await Promise.race(this.#underway);
      const finishing = await this.#begin(track, index).catch((error) => this.#failed(track, error));
      if (finishing) this.#watch(track, finishing);
    }
    await Promise.all(this.#underway);
    await this.#talks;
    return this.#failures;
  }

  /** Sends the track, one after the other, because that is the order of its album; answers the rest of its way. */
  async #begin(track, index) {
    const { tracks, people, studio, history } = this.#parts;
    const artist = await people.get(track.by);
    const known = await find(artist, track);
    if (known) {
      await history.date(known, track.hoursAgo);
      return { trackId: known, end: untilPublished(artist, known) };
    }
    for (const next of tracks.slice(index, index + AT_ONCE)) studio.record(next).catch(() => undefined);
    const { uploadId, trackId } = await send(artist, track, await studio.record(track));
    await history.date(trackId, track.hoursAgo);
    return { trackId, end: published(artist, uploadId) };
  }

  #watch(track, { trackId, end }) {
    const { tracks, studio, history, people, say } = this.#parts;
    const finish = async () => {
      await end;
      await studio.forget(track);
      await history.play(trackId, track.plays);
      this.#done += 1;
      await this.#tell();
      say(`demo ${String(this.#done).padStart(2)}/${tracks.length}  ${track.title} by ${PEOPLE[track.by].name}`);
      this.#talks = this.#talks.then(() => talk(people, track, trackId)).catch((error) => this.#failed(track, error));
    };
    const done = finish().catch((error) => this.#failed(track, error));
    this.#underway.add(done);
    void done.then(() => this.#underway.delete(done));
  }

  #failed({ title }, error) {
    this.#failures.push(`${title}: ${error.message}`);
  }

  #tell() {
    return this.#parts.history.tell({ done: this.#done, total: this.#parts.tracks.length });
  }
}

async function find(artist, { title }) {
  const { tracks } = await artist.get(`/tracks/me?${new URLSearchParams({ q: title, limit: '100' })}`);
  return tracks.find((track) => track.title === title)?.id;
}

/** A track that an earlier run sent: the product goes on with it by itself. */
async function untilPublished(artist, trackId) {
  for (const deadline = Date.now() + PUBLISH_PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_AGAIN_MS)) {
    const { publish_state: state } = await artist.get(`/tracks/${trackId}`);
    if (state === 'published') return;
    if (state === 'failed') throw new Error('it could not be published');
  }
  throw new Error('it is still not published');
}
