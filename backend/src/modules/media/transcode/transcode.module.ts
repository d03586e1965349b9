import { Module } from '@nestjs/common';
import { FfmpegTools } from '../probe/ffmpeg-tools.js';
import { Prober } from '../probe/prober.js';
import { RemoteTranscoder } from './remote-transcoder.js';
import { Scratch } from './scratch.js';
import { Transcoder } from './transcoder.js';

/** Looking into sounds and making others of them: programs and working space, and nothing that is kept. */
@Module({
  providers: [FfmpegTools, Prober, Scratch, RemoteTranscoder, Transcoder],
  exports: [Prober, Scratch, Transcoder],
})
export class TranscodeModule {}
