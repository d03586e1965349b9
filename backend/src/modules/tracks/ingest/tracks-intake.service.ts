import { Injectable } from '@nestjs/common';
import { afterCommit, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import type { GoneRecord, Readdressed, Reception, RecordSource } from '../../atproto/index.js';
import { ArtistsIntake } from '../../artists/index.js';
import { Admissions } from './admissions.service.js';
import { Claims, type TrackClaims } from './claims.service.js';
import type { IncomingTrack } from './incoming-track.rules.js';
import { type KnownTrack, standingOf } from './standing.rules.js';
import { type StoredTrack, TrackParts } from './track-parts.service.js';
import { TracksIntakeRepository, type TrackToWrite } from './tracks-intake.repository.js';

interface Seen {
  track: IncomingTrack;
  known: KnownTrack | undefined;
}

/** Tracks that other clients wrote, and the echoes of ours (ING-03 … ING-07), any number at once. */
@Injectable()
export class TracksIntake {
  constructor(
    private readonly tracks: TracksIntakeRepository,
    private readonly claims: Claims,
    private readonly admissions: Admissions,
    private readonly parts: TrackParts,
    private readonly artists: ArtistsIntake,
    private readonly events: Events,
  ) {}

  /** Answers by uri what became of each. */
  async take(tx: Tx, tracks: readonly IncomingTrack[], source: RecordSource): Promise<Map<string, Reception>> {
    const known = await this.tracks.known(
      tx,
      tracks.map(({ uri }) => uri),
    );
    const answers = new Map<string, Reception>();
    const fresh: IncomingTrack[] = [];
    const edits: { track: IncomingTrack; known: KnownTrack }[] = [];
    const echoes: { id: number; rev: string }[] = [];
    for (const track of tracks) {
      const row = known.get(track.uri);
      const standing = standingOf(track, row, source);
      answers.set(track.uri, standing === 'private' ? { kind: 'ignored', reason: 'private' } : { kind: 'known' });
      if (standing === 'new') fresh.push(track);
      if (standing === 'edit' && row) edits.push({ track, known: row });
      if (standing === 'echo' && row) echoes.push({ id: row.id, rev: track.rev });
    }
    await this.tracks.stamp(tx, echoes);
    if (fresh.length + edits.length === 0) return answers;
    const claims = await this.claims.judge(tx, [...fresh, ...edits.map(({ track }) => track)]);
    const away = await this.admissions.turnedAway(tx, fresh, claims, source);
    for (const [uri, reception] of away) answers.set(uri, reception);
    const stored = [
      ...(await this.insert(
        tx,
        fresh.filter(({ uri }) => !away.has(uri)),
        claims,
      )),
      ...(await this.rewrite(tx, edits, claims)),
    ];
    await this.parts.store(tx, stored);
    for (const { track } of stored) answers.set(track.uri, { kind: 'taken' });
    this.tell(tx, stored, source);
    return answers;
  }

  /** Their records are gone, by whatever client: hidden, and restorable by the artist for a while. */
  async withdraw(tx: Tx, gone: readonly GoneRecord[]): Promise<void> {
    for (const trackId of await this.tracks.withdraw(tx, gone)) {
      afterCommit(tx, () => this.events.emit('track.changed', { trackId }));
    }
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return this.tracks.readdress(tx, moved);
  }

  private async insert(
    tx: Tx,
    fresh: readonly IncomingTrack[],
    claims: ReadonlyMap<string, TrackClaims>,
  ): Promise<StoredTrack[]> {
    await this.ensureArtists(tx, fresh);
    const rows = fresh.map((track) => toWrite({ track, known: undefined }, claims.get(track.uri)));
    const numbers = await this.tracks.insert(tx, rows);
    return fresh.flatMap((track) => {
      const id = numbers.get(track.uri);
      return id === undefined ? [] : [{ id, track, known: undefined, claims: claims.get(track.uri) }];
    });
  }

  private async rewrite(
    tx: Tx,
    edits: readonly { track: IncomingTrack; known: KnownTrack }[],
    claims: ReadonlyMap<string, TrackClaims>,
  ): Promise<StoredTrack[]> {
    if (edits.length === 0) return [];
    await this.ensureArtists(
      tx,
      edits.map(({ track }) => track),
    );
    const rows = edits.map((edit) => ({ ...toWrite(edit, claims.get(edit.track.uri)), id: edit.known.id }));
    await this.tracks.rewrite(tx, rows);
    return edits.map(({ track, known }) => ({ id: known.id, track, known, claims: claims.get(track.uri) }));
  }

  /** Keys are chosen by time: the latest says what the artist is called now. */
  private ensureArtists(tx: Tx, tracks: readonly IncomingTrack[]): Promise<void> {
    const authors = tracks.toSorted((a, b) => (a.rkey < b.rkey ? -1 : 1));
    return this.artists.ensure(
      tx,
      authors.map(({ did, artist }) => ({ did, name: artist || did })),
    );
  }

  private tell(tx: Tx, stored: readonly StoredTrack[], source: RecordSource): void {
    if (stored.length === 0) return;
    afterCommit(tx, () => this.events.emit('tracks.arrived', { trackIds: stored.map(({ id }) => id) }));
    // A rebuild of a whole catalogue is one piece of news, not a million.
    if (source === 'rebuild') return;
    for (const { id, known, claims } of stored) {
      const isShown = known ? known.publishState === 'published' : claims?.audio.kind === 'here';
      if (isShown)
        afterCommit(tx, () => this.events.emit(known ? 'track.changed' : 'track.published', { trackId: id }));
    }
  }
}

/** The row of a record. What has nothing to play yet is seen by its artist only. */
function toWrite({ track, known }: Seen, claims: TrackClaims | undefined): TrackToWrite {
  // One whose file is missing for now stays published; lists leave it out until the file is back.
  const hasAudio = known?.hasAudio || known?.publishState === 'published' || claims?.audio.kind === 'here';
  const isHopeless = !hasAudio && claims?.audio.kind === 'refused';
  const image = claims?.image;
  return {
    ...track,
    // A cover that is fetched first, and one that the record does not name, leave the present one as it is.
    imageId: image?.kind === 'here' ? image.fileId : (known?.imageId ?? null),
    publishState: hasAudio ? 'published' : isHopeless ? 'failed' : 'pending',
    failure: isHopeless ? 'audio_unreachable' : null,
  };
}
