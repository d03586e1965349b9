import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Clock, MINUTE_MS } from '../../../common/clock.js';
import { sha256 } from '../../../common/ids.js';
import { type Actor, ActorSource } from '../../../platform/http/index.js';
import { ActorsQueries } from './actors.queries.js';
import { SessionsRepository } from './sessions.repository.js';

/** 32 bytes, url-safe: anything else is not asked for. */
const BEARER = /^[\w-]{43}$/;

/** Who is asking, by the bearer value of a session: one query for a request (AUTH-06). */
@Injectable()
export class SessionActorSource extends ActorSource {
  constructor(
    private readonly actors: ActorsQueries,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    @InjectPinoLogger(SessionActorSource.name) private readonly log: PinoLogger,
  ) {
    super();
  }

  async find(bearer: string): Promise<Actor | null> {
    if (!BEARER.test(bearer)) return null;
    const idHash = sha256(bearer);
    const found = await this.actors.bySession(idHash);
    if (!found) return null;
    const { lastUsedAt, ...actor } = found;
    if (this.clock.now().getTime() - lastUsedAt.getTime() > MINUTE_MS) this.touch(idHash);
    return { ...actor, sessionHash: idHash.toString('hex') };
  }

  /** Not worth waiting for. */
  private touch(idHash: Buffer): void {
    this.sessions
      .touch(idHash)
      .catch((error: unknown) => this.log.info({ err: error }, 'the last use of a session was not noted'));
  }
}
