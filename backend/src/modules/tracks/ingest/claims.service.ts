import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { IncomingTrack } from './incoming-track.rules.js';
import { type KnownFile, KnownFilesQueries } from './known-files.queries.js';
import { type OwnFile, OwnAddresses } from './own-addresses.js';

/** What becomes of an address in a record. */
export type Claim =
  /** It names a file of the same person that is here. */
  | { kind: 'here'; fileId: string }
  /** Bytes to be fetched or looked for by a job; `address` as in {@link WantedMedia}. */
  | { kind: 'wanted'; address: string }
  | { kind: 'refused'; reason: 'audio_unreachable' | 'audio_in_use' };

export interface TrackClaims {
  audio: Claim;
  image: Claim | null;
}

/** Judges what records name as their audio and cover (ING-05, P-DUAL-11), by the database alone. */
@Injectable()
export class Claims {
  constructor(
    private readonly addresses: OwnAddresses,
    private readonly files: KnownFilesQueries,
  ) {}

  /** By uri. Of two tracks that name the same file, the first may have it. */
  async judge(tx: Tx, tracks: readonly IncomingTrack[]): Promise<Map<string, TrackClaims>> {
    const named = tracks.map((track) => ({ track, audio: this.ownAudio(track), image: this.ownImage(track) }));
    const audio = await this.files.audio(tx, idsOf(named.map((track) => track.audio)));
    const images = await this.files.images(tx, idsOf(named.map((track) => track.image)));
    const given = new Set<string>();
    return new Map(
      named.map(({ track, ...own }) => {
        const claims = {
          audio: audioClaim(track, own.audio, own.audio && audio.get(own.audio.id), given),
          image: imageClaim(track, own.image, own.image && images.get(own.image.id)),
        };
        if (claims.audio.kind === 'here') given.add(claims.audio.fileId);
        return [track.uri, claims];
      }),
    );
  }

  /** A blob in the artist's own repository is canonical: what else the record names is not looked at. */
  private ownAudio({ audioBlob, audioUrl, fileType }: IncomingTrack): OwnFile | null {
    return audioBlob || !audioUrl ? null : this.addresses.audio(audioUrl, fileType);
  }

  private ownImage({ imageUrl }: IncomingTrack): OwnFile | null {
    return imageUrl ? this.addresses.image(imageUrl) : null;
  }
}

function audioClaim(
  track: IncomingTrack,
  own: OwnFile | null,
  known: KnownFile | null | undefined,
  given: ReadonlySet<string>,
): Claim {
  if (track.audioBlob) return { kind: 'wanted', address: `blob:${track.audioBlob}` };
  // Another server may take its bytes away, change them, or count who listens.
  if (!own) return { kind: 'refused', reason: 'audio_unreachable' };
  if (!known) return { kind: 'wanted', address: `storage:audio/${own.id}.${own.extension}` };
  if (known.ownerDid !== track.did) return { kind: 'refused', reason: 'audio_unreachable' };
  if (known.trackId !== null || given.has(own.id)) return { kind: 'refused', reason: 'audio_in_use' };
  if (known.state === 'live') return { kind: 'here', fileId: own.id };
  return { kind: 'wanted', address: `storage:audio/${own.id}.${own.extension}` };
}

function imageClaim(track: IncomingTrack, own: OwnFile | null, known: KnownFile | null | undefined): Claim | null {
  if (!track.imageUrl) return null;
  if (!own) return { kind: 'wanted', address: track.imageUrl };
  if (!known) return { kind: 'wanted', address: `storage:images/${own.id}.${own.extension}` };
  const isTheirs = known.ownerDid === track.did && (known.state === 'live' || known.state === 'doomed');
  return isTheirs ? { kind: 'here', fileId: own.id } : null;
}

function idsOf(files: readonly (OwnFile | null)[]): string[] {
  return files.flatMap((file) => (file ? [file.id] : []));
}
