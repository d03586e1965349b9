import { type DynamicModule, Global, Injectable, Module } from '@nestjs/common';
import { type RepoAgent, RepoAccess } from '../../src/modules/atproto/outbox/repo-access.js';
import { ConfigModule, Settings } from '../../src/platform/config/index.js';
import { DatabaseModule } from '../../src/platform/database/index.js';
import { EphemeralModule } from '../../src/platform/ephemeral/index.js';
import { EventsModule } from '../../src/platform/events/index.js';
import { type Actor, ActorSource, HttpModule } from '../../src/platform/http/index.js';
import { ObservabilityModule } from '../../src/platform/observability/index.js';
import { QueueModule } from '../../src/platform/queue/index.js';

/** Writes with the password of an account, so that these stories need no sign-in. */
@Injectable()
export class PasswordAccess extends RepoAccess {
  private readonly passwords = new Map<string, string>();
  private readonly sessions = new Map<string, Promise<RepoAgent>>();

  constructor(private readonly settings: Settings) {
    super();
  }

  give(did: string, password: string): void {
    this.passwords.set(did, password);
  }

  take(did: string): void {
    this.passwords.delete(did);
    this.sessions.delete(did);
  }

  async agentFor(did: string): Promise<RepoAgent | null> {
    const password = this.passwords.get(did);
    if (!password) return null;
    if (!this.sessions.has(did)) this.sessions.set(did, this.signIn(did, password));
    return (await this.sessions.get(did)) ?? null;
  }

  /** There is one PDS here: nothing to look up anew. */
  async lost(): Promise<void> {}

  private async signIn(did: string, password: string): Promise<RepoAgent> {
    const pds = this.settings.devPdsUrl ?? '';
    const answer = await fetch(`${pds}/xrpc/com.atproto.server.createSession`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: did, password }),
    });
    if (!answer.ok) throw new Error(`createSession: ${answer.status}`);
    const { accessJwt } = (await answer.json()) as { accessJwt: string };
    return {
      fetchHandler: (path, init) => {
        const headers = new Headers(init.headers);
        headers.set('authorization', `Bearer ${accessJwt}`);
        return fetch(pds + path, { ...init, headers });
      },
    };
  }
}

@Injectable()
class Nobody extends ActorSource {
  async find(): Promise<Actor | null> {
    return null;
  }
}

@Global()
@Module({ providers: [{ provide: ActorSource, useClass: Nobody }], exports: [ActorSource] })
class NobodyModule {}

/** The platform, and nobody who signs in. */
export function platform(settings: Settings): NonNullable<DynamicModule['imports']> {
  return [
    ConfigModule.for(settings),
    ObservabilityModule.for(settings),
    DatabaseModule.connected(),
    EphemeralModule,
    QueueModule.for(settings),
    EventsModule,
    HttpModule,
    NobodyModule,
  ];
}
