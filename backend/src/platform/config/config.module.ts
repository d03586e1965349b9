import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Settings } from './settings.js';

/** Gives every class the settings of the process, and the clock. */
@Global()
@Module({})
export class ConfigModule {
  static for(settings: Settings): DynamicModule {
    const providers = [{ provide: Settings, useValue: settings }, Clock];
    return { module: ConfigModule, providers, exports: providers };
  }
}
