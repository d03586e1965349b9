import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { AlbumsIntake } from '../../albums/index.js';
import { Images } from '../../media/index.js';
import { Tags } from '../../tags/index.js';
import type { TrackClaims } from './claims.service.js';
import type { IncomingTrack } from './incoming-track.rules.js';
import { fetchWanted } from './fetch-media.job.js';
import type { KnownTrack } from './standing.rules.js';
import { TracksIntakeRepository } from './tracks-intake.repository.js';
import { type WantedMedia, WantedMediaRepository } from './wanted-media.repository.js';

/** A track whose row has just been written from its record. */
export interface StoredTrack {
  id: number;
  track: IncomingTrack;
  /** The row before; undefined for a new one. */
  known: KnownTrack | undefined;
  claims: TrackClaims | undefined;
}

/** What belongs to tracks beside their rows: guests, tags, albums, and the bytes. */
@Injectable()
export class TrackParts {
  constructor(
    private readonly tracks: TracksIntakeRepository,
    private readonly tags: Tags,
    private readonly albums: AlbumsIntake,
    private readonly images: Images,
    private readonly wanted: WantedMediaRepository,
    private readonly queue: JobQueue,
  ) {}

  async store(tx: Tx, stored: readonly StoredTrack[]): Promise<void> {
    if (stored.length === 0) return;
    await this.tracks.replaceFeatures(
      tx,
      stored.map(({ id, track }) => ({ id, featuredDids: track.featuredDids })),
    );
    await this.tags.replaceAll(
      tx,
      stored.flatMap(({ id, track: { did, tags } }) => (tags ? [{ trackId: id, did, names: tags }] : [])),
    );
    await this.albums.place(
      tx,
      stored.map(({ id, track, known }) => ({
        trackId: id,
        artistDid: track.did,
        album: track.album,
        isOurs: known?.source === 'local',
      })),
    );
    await this.attachBytes(tx, stored);
  }

  private async attachBytes(tx: Tx, stored: readonly StoredTrack[]): Promise<void> {
    await this.tracks.giveAudio(
      tx,
      stored.flatMap(({ id, known, claims }) =>
        claims?.audio.kind === 'here' && !known?.hasAudio ? [{ trackId: id, fileId: claims.audio.fileId }] : [],
      ),
    );
    await this.images.doom(tx, stored.flatMap(replacedImage), 'replaced');
    const wanted = stored.flatMap(wantedOf);
    await this.wanted.add(tx, wanted);
    if (wanted.length > 0) await this.queue.add(fetchWanted, {}, { id: 'now', after: tx });
  }
}

function replacedImage({ known, claims }: StoredTrack): string[] {
  const image = claims?.image;
  return known?.imageId && image?.kind === 'here' && image.fileId !== known.imageId ? [known.imageId] : [];
}

/** Audio that was uploaded here is not exchanged by a record; one that came from a repository is, when that changes. */
function wantedOf({ id, track, known, claims }: StoredTrack): Omit<WantedMedia, 'state' | 'attempts'>[] {
  const { audio, image } = claims ?? {};
  const isExchangeable = !known?.hasAudio || known.source === 'network';
  const loudnessLufs = track.loudnessLufs;
  return [
    ...(audio?.kind === 'wanted' && isExchangeable
      ? [{ trackId: id, part: 'audio' as const, address: audio.address, loudnessLufs }]
      : []),
    ...(image?.kind === 'wanted'
      ? [{ trackId: id, part: 'image' as const, address: image.address, loudnessLufs: null }]
      : []),
  ];
}
