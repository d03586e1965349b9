import { Injectable } from '@nestjs/common';
import { AudioFiles } from '../../media/index.js';
import { AudioMissing } from '../tracks.errors.js';
import type { WaveformView } from '../tracks.dto.js';
import { TracksService } from '../tracks.service.js';
import { TrackAudioRepository } from './track-audio.repository.js';

/** The outlines that are drawn behind the playhead. */
@Injectable()
export class WaveformsService {
  constructor(
    private readonly tracks: TracksService,
    private readonly audio: TrackAudioRepository,
    private readonly files: AudioFiles,
  ) {}

  /** Throws TrackMissing, and {@link AudioMissing} while there is no audio. */
  async of(trackId: number, viewer: string | null): Promise<WaveformView> {
    await this.tracks.getShown(trackId, viewer);
    const stream = await this.audio.current(trackId, 'stream');
    const file = stream && (await this.files.find(stream.audioFileId));
    if (!file?.peaks) throw new AudioMissing();
    return { bins: file.peaks.length, peaks: [...file.peaks], loudness_lufs: file.loudnessLufs };
  }
}
