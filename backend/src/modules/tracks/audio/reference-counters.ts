import type { Tx } from '../../../platform/database/index.js';
import { CountsReferences, type ReferenceCounter } from '../../media/index.js';
import { TracksRepository } from '../tracks.repository.js';
import { TrackAudioRepository } from './track-audio.repository.js';

/** Tracks that still play a file. */
@CountsReferences('audio')
export class TrackAudioCounter implements ReferenceCounter {
  readonly columns = ['track_audio.audio_file_id'];

  constructor(private readonly audio: TrackAudioRepository) {}

  count(ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
    return this.audio.references(ids, tx);
  }
}

/** Tracks that still show a cover. */
@CountsReferences('image')
export class TrackImageCounter implements ReferenceCounter {
  readonly columns = ['tracks.image_id'];

  constructor(private readonly tracks: TracksRepository) {}

  count(ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
    return this.tracks.imageReferences(ids, tx);
  }
}
