import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { destination, pino } from 'pino';
import type { Settings } from '../config/index.js';
import { loggedError } from './logged-error.js';
import { Metrics } from './metrics.js';
import { RequestLog } from './request-log.js';

/** Never written to a log (SEC-10), whatever a line of a service carries. */
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
    const options = { level: settings.logLevel, base: undefined };
    const out = destination({ dest: STANDARD_ERROR, sync: settings.appEnv === 'test' });
    // Requests are logged by one hook of the server; the middleware of the library would cost every request.
    const logger = LoggerModule.forRoot({
      forRoutes: [],
      pinoHttp: [
        {
          ...options,
          autoLogging: false,
          redact: { paths: SECRETS, censor: '[masked]' },
          serializers: { err: loggedError },
        },
        out,
      ],
    });
    const requests = { provide: RequestLog, useValue: new RequestLog(pino(options, out)) };
    return { module: ObservabilityModule, imports: [logger], providers: [requests], exports: [logger, requests] };
  }
}
