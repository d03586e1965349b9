import { Injectable } from '@nestjs/common';
import { isUuid } from '../../../common/ids.js';
import { type AudioFile, AudioFiles } from '../../media/index.js';
import { AudioMissing } from '../tracks.errors.js';
import { TrackAudioRepository } from './track-audio.repository.js';

/** Who may hear a file: whoever may see its track. */
@Injectable()
export class ListeningService {
  constructor(
    private readonly audio: TrackAudioRepository,
    private readonly files: AudioFiles,
  ) {}

  /** The file, or the current rendition in place of a former one (ST-03); throws {@link AudioMissing}. */
  async get(fileId: string, listener: string | null): Promise<AudioFile> {
    const heard = isUuid(fileId) ? await this.audio.heardAt(fileId, listener) : null;
    const file = heard && (await this.files.find(heard));
    if (!file || file.state !== 'live') throw new AudioMissing();
    return file;
  }
}
