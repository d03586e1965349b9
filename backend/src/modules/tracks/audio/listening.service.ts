import { Injectable } from '@nestjs/common';
import { isUuid } from '../../../common/ids.js';
import { type AudioFile, AudioFiles } from '../../media/index.js';
import { AudioMissing } from '../tracks.errors.js';
import { TracksRepository } from '../tracks.repository.js';
import { TrackAudioRepository } from './track-audio.repository.js';

/** Who may hear a file: whoever may see its track. */
@Injectable()
export class ListeningService {
  constructor(
    private readonly audio: TrackAudioRepository,
    private readonly tracks: TracksRepository,
    private readonly files: AudioFiles,
  ) {}

  /** The file, or the current rendition in place of a former one (ST-03); throws {@link AudioMissing}. */
  async get(fileId: string, listener: string | null): Promise<AudioFile> {
    const known = isUuid(fileId) ? await this.audio.ofFile(fileId) : null;
    const track = known && (await this.tracks.findShown(known.trackId, listener));
    if (!known || !track) throw new AudioMissing();
    const wanted = known.isCurrent ? known : await this.audio.current(track.id, 'stream');
    const file = wanted && (await this.files.find(wanted.audioFileId));
    if (file?.state !== 'live') throw new AudioMissing();
    return file;
  }
}
