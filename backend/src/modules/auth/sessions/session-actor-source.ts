import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Clock, MINUTE_MS } from '../../../common/clock.js';
import { sha256 } from '../../../common/ids.js';
import { type Actor, ActorSource } from '../../../platform/http/index.js';
import { covers, Grants, Scopes, Vault } from '../../atproto/index.js';
import { ActorsQueries } from './actors.queries.js';
import { SessionsRepository } from './sessions.repository.js';

/** 32 bytes, url-safe: anything else is not asked for. */
const BEARER = /^[\w-]{43}$/;
const MOST_JUDGED = 1_000;

/** Who is asking, by the bearer value of a session: one query for a request (AUTH-06). */
@Injectable()
export class SessionActorSource extends ActorSource {
  /** Grants carry one of very few scope strings, and reading them takes longer than the rest of a request. */
  private readonly judged = new Map<string, boolean>();

  constructor(
    private readonly actors: ActorsQueries,
    private readonly sessions: SessionsRepository,
    private readonly grants: Grants,
    private readonly vault: Vault,
    private readonly scopes: Scopes,
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
    const { lastUsedAt, scopes, grantId, keyId, ...actor } = found;
    // Looked at, a grant that cannot be opened is removed, and its sessions with it (AUTH-05).
    if (!this.vault.opens(keyId) && !(await this.grants.byId(grantId))) return null;
    if (this.clock.now().getTime() - lastUsedAt.getTime() > MINUTE_MS) this.touch(idHash);
    return { ...actor, sessionHash: idHash.toString('hex'), mayWriteRecords: this.suffices(scopes) };
  }

  private suffices(granted: string): boolean {
    const known = this.judged.get(granted);
    if (known !== undefined) return known;
    const verdict = covers(granted, this.scopes.base);
    if (this.judged.size >= MOST_JUDGED) this.judged.clear();
    this.judged.set(granted, verdict);
    return verdict;
  }

  /** Not worth waiting for. */
  private touch(idHash: Buffer): void {
    this.sessions
      .touch(idHash)
      .catch((error: unknown) => this.log.info({ err: error }, 'the last use of a session was not noted'));
  }
}
