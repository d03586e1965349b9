import { Module } from '@nestjs/common';
import { TranscodeModule } from '../transcode/transcode.module.js';
import { Conversions } from './conversions.service.js';
import { TranscoderController } from './transcoder.controller.js';

/** The transcoding endpoint (TC-01). Needs settings and a log only, so that it can be a process of its own (GEN-07). */
@Module({ imports: [TranscodeModule], controllers: [TranscoderController], providers: [Conversions] })
export class TranscoderModule {}
