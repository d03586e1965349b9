import { type DynamicModule, Module } from '@nestjs/common';
import { StatelessHealthModule } from './modules/health/index.js';
import { TranscoderModule } from './modules/media/index.js';
import { ConfigModule, type Settings } from './platform/config/index.js';
import { ServiceHttpModule } from './platform/http/index.js';
import { ObservabilityModule } from './platform/observability/index.js';

/** A process with the role `transcoder` alone (GEN-07): no database, no queue, no storage, nobody signed in. */
@Module({})
export class TranscoderAppModule {
  static for(settings: Settings): DynamicModule {
    const platform = [ConfigModule.for(settings), ObservabilityModule.for(settings), ServiceHttpModule];
    return { module: TranscoderAppModule, imports: [...platform, TranscoderModule, StatelessHealthModule] };
  }
}
