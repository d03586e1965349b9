import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorSource } from '../../platform/http/index.js';
import { ArtistsModule } from '../artists/index.js';
import { AtprotoModule } from '../atproto/index.js';
import { PreferencesModule } from '../preferences/index.js';
import { PurgeFlowsHandler } from './cleaning/purge-flows.handler.js';
import { PurgeSessionsHandler } from './cleaning/purge-sessions.handler.js';
import { RetireGrantHandler } from './cleaning/retire-grant.handler.js';
import { Cookies } from './cookies.js';
import { ActorsQueries } from './sessions/actors.queries.js';
import { ExchangeToken } from './sessions/exchange-token.entity.js';
import { ExchangeTokensRepository } from './sessions/exchange-tokens.repository.js';
import { ExchangeTokens } from './sessions/exchange-tokens.service.js';
import { Me } from './sessions/me.service.js';
import { SessionActorSource } from './sessions/session-actor-source.js';
import { SessionOpening } from './sessions/session-opening.service.js';
import { Session } from './sessions/session.entity.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { Sessions } from './sessions/sessions.service.js';
import { Flows } from './sign-in/flows.service.js';
import { FlowsRepository } from './sign-in/flows.repository.js';
import { OAuthFlow } from './sign-in/oauth-flow.entity.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInFinish } from './sign-in/sign-in-finish.service.js';
import { SignInStart } from './sign-in/sign-in-start.service.js';

const signIn = [SignInStart, SignInFinish, Flows, FlowsRepository, Cookies];
const sessions = [
  Sessions,
  SessionOpening,
  ExchangeTokens,
  SessionsRepository,
  ExchangeTokensRepository,
  ActorsQueries,
  Me,
];
const cleaning = [RetireGrantHandler, PurgeFlowsHandler, PurgeSessionsHandler];

/** Global, because the guard of every route asks it who is there. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([Session, ExchangeToken, OAuthFlow]),
    AtprotoModule,
    PreferencesModule,
    ArtistsModule,
  ],
  controllers: [SignInController, SessionsController],
  providers: [...signIn, ...sessions, ...cleaning, { provide: ActorSource, useClass: SessionActorSource }],
  exports: [ActorSource, Sessions],
})
export class AuthModule {}
