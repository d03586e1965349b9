import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ActorGuard } from './actor.guard.js';
import { OriginGuard } from './origin.guard.js';
import { Origins } from './origins.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimitGuard } from './rate-limit.js';
import { ContractPipe } from './validation.pipe.js';

const always = [
  Origins,
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_PIPE, useClass: ContractPipe },
];

/** What holds for every route: origin, who is asking, how often, the contract, and how failures are told. */
@Global()
@Module({
  providers: [
    ...always,
    // In this order: a forged request costs nothing; a limit is counted for the session where there is one, and before
    // anybody is refused, so that guessing is limited too.
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_GUARD, useClass: ActorGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Origins],
})
export class HttpModule {}

/** The same for a process that only programs call, each with a key: nobody is signed in, and there is no store to count in. */
@Global()
@Module({ providers: always, exports: [Origins] })
export class ServiceHttpModule {}
