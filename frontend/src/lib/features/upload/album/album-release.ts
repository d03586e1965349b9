import { body, type Api } from '#lib/api/client.ts';
import type { Album, AlbumMetadata } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { Gate } from '#lib/state/uploads/gate.ts';
import { coverForm } from '#lib/features/album/cover-form.ts';
import type { AlbumTrack, SharedWords } from './album-track.svelte.ts';

/** The server works on three uploads of one artist at a time (UP-19); one place is left for another page. */
const AT_ONCE = 2;

/** The calls that put out an album (ALB-09): a draft, its cover, its tracks, and at last their order. */
export class AlbumRelease {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The album of this title; made when there is none. Throws an {@link ApiProblem}. */
  begin(title: string, description: string): Promise<AlbumMetadata> {
    return body(this.#api.POST('/albums', { body: { title, description: description || null } }));
  }

  async dress(albumId: string, image: File): Promise<void> {
    const path = { id: albumId };
    await body(this.#api.POST('/albums/{id}/cover', { params: { path }, ...coverForm(image) }));
  }

  /** Makes tracks of all that are not up yet, in their order, and waits for the last. Answers whether all are up. */
  async publish(tracks: readonly AlbumTrack[], shared: SharedWords): Promise<boolean> {
    const gate = new Gate(AT_ONCE);
    const up = await Promise.all(tracks.map((track) => gate.run(() => this.#publish(track, shared))));
    return up.every(Boolean);
  }

  /** The order of the tracks; what was on the album before stays in front of them. */
  async order({ artist_handle: handle, slug, id }: AlbumMetadata, trackIds: readonly number[]): Promise<AlbumMetadata> {
    const attempt = async (): Promise<AlbumMetadata> => {
      const path = { handle, slug };
      const album: Album = await body(this.#api.GET('/albums/{handle}/{slug}', { params: { path } }));
      const members = album.tracks.map((track) => track.id);
      const before = members.filter((member) => !trackIds.includes(member));
      const order = [...before, ...trackIds.filter((trackId) => members.includes(trackId))];
      return body(this.#api.POST('/albums/{id}/finalize', { params: { path: { id } }, body: { track_ids: order } }));
    };
    return attempt().catch((problem: unknown) => {
      // somebody put a track on it, or took one off, in between
      if (problem instanceof ApiProblem && problem.code === 'lists.membership_mismatch') return attempt();
      throw problem;
    });
  }

  async #publish(track: AlbumTrack, shared: SharedWords): Promise<boolean> {
    const { upload } = track;
    if (!upload) return false;
    if (upload.status === 'completed') return true;
    if (upload.status === 'processing') return upload.follow();
    return upload.failure === 'timed-out' ? upload.retry() : upload.publish(track.form(shared));
  }
}
