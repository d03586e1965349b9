import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { destination, pino } from 'pino';
import type { Settings } from '../config/index.js';
import { logOptions } from './log-options.js';
import { Metrics } from './metrics.js';
import { RequestLog } from './request-log.js';

const STANDARD_ERROR = 2;

@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class ObservabilityModule {
  static for(settings: Settings): DynamicModule {
    const out = destination({ dest: STANDARD_ERROR, sync: settings.appEnv === 'test' });
    const logger = LoggerModule.forRoot({ forRoutes: [], pinoHttp: [logOptions(settings.logLevel), out] });
    // Their fields are masked one by one (RequestLog), so nothing has to be searched.
    const requestLines = pino({ level: settings.logLevel, base: undefined }, out);
    const requests = { provide: RequestLog, useValue: new RequestLog(requestLines) };
    return { module: ObservabilityModule, imports: [logger], providers: [requests], exports: [logger, requests] };
  }
}
