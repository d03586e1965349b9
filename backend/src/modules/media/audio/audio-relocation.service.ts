import { Injectable } from '@nestjs/common';
import { uuid } from '../../../common/ids.js';
import { address, privateAudio, publicAudio } from '../storage/storage-keys.rules.js';
import type { AudioFile } from './audio-file.entity.js';
import { AudioShelf } from './audio-shelf.js';
import { derivedId } from './derived-id.rules.js';

/** The same sound in the other bucket, when a track becomes private or public (TRK-12). */
@Injectable()
export class AudioRelocation {
  constructor(private readonly shelf: AudioShelf) {}

  /** A second file with the same bytes and measurements; a second run finds the first one's. The old one is not touched. */
  async copyTo(bucket: 'public' | 'private', old: AudioFile): Promise<AudioFile> {
    const copy = await this.#copy(derivedId(old.id, bucket), bucket, old);
    // An earlier move that was taken back may have left a file that is doomed, or gone.
    return copy.state === 'live' ? copy : this.#copy(uuid(), bucket, old);
  }

  async #copy(id: string, bucket: 'public' | 'private', old: AudioFile): Promise<AudioFile> {
    const { key: storageKey } = (bucket === 'public' ? publicAudio : privateAudio)(id, old.extension);
    const { state: _s, doomedAt: _d, doomReason: _r, createdAt: _c, verifiedAt: _v, ...measured } = old;
    const file = { ...measured, id, bucket, storageKey };
    const [copy] = await this.shelf.place([{ file, from: { copyOf: address(old.storageKey) } }]);
    return copy;
  }
}
