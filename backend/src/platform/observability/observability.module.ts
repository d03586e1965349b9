import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { destination } from 'pino';
import type { Settings } from '../config/index.js';
import { Metrics } from './metrics.js';

/** Never written to a log (SEC-10); addresses are masked where they are logged. */
const SECRETS = [
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.token',
  '*.access_token',
  '*.refresh_token',
  '*.sessionId',
];
const STANDARD_ERROR = 2;

@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class ObservabilityModule {
  static for(settings: Settings): DynamicModule {
    // Requests are logged by one hook of the server; the middleware of the library would cost every request.
    const logger = LoggerModule.forRoot({
      forRoutes: [],
      pinoHttp: [
        {
          level: settings.logLevel,
          base: undefined,
          autoLogging: false,
          redact: { paths: SECRETS, censor: '[masked]' },
        },
        destination({ dest: STANDARD_ERROR, sync: settings.isLocal }),
      ],
    });
    return { module: ObservabilityModule, imports: [logger], exports: [logger] };
  }
}
