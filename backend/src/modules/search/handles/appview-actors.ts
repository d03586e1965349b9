import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS } from '../../../common/clock.js';
import { FreshCache } from '../../../common/fresh-cache.js';
import { Settings } from '../../../platform/config/index.js';
import { Avatars, GuardedFetch } from '../../atproto/index.js';
import type { FoundPerson } from './handles.dto.js';

/** Somebody is typing: what comes later helps nobody. */
const PATIENCE_MS = 1_200;
const KEPT_MS = MINUTE_MS;
const MOST_KEPT = 1_000;
/** After a failure it is left alone for so long, so that typing is not slow for everybody while it is away. */
const LEFT_ALONE_MS = 30_000;

interface Actor {
  did?: unknown;
  handle?: unknown;
  displayName?: unknown;
  avatar?: unknown;
}

/** People whom the public AppView knows (SRCH-05); nobody when it cannot be asked. */
@Injectable()
export class AppviewActors {
  private readonly kept = new FreshCache<FoundPerson[]>(KEPT_MS, MOST_KEPT);
  private leftAloneUntil = 0;

  constructor(
    private readonly settings: Settings,
    private readonly network: GuardedFetch,
    private readonly avatars: Avatars,
    @InjectPinoLogger(AppviewActors.name) private readonly log: PinoLogger,
  ) {}

  async startingWith(q: string, limit: number): Promise<FoundPerson[]> {
    // Nobody of the public network can sign in to a local one, and tests ask nobody outside.
    if (this.settings.devPdsUrl !== undefined || this.settings.appEnv === 'test') return [];
    if (Date.now() < this.leftAloneUntil) return [];
    try {
      return await this.kept.get(`${limit} ${q.toLowerCase()}`, () => this.ask(q, limit));
    } catch (error) {
      this.leftAloneUntil = Date.now() + LEFT_ALONE_MS;
      this.log.info({ err: error }, 'the AppView was not reached; it is left alone for a while');
      return [];
    }
  }

  private async ask(q: string, limit: number): Promise<FoundPerson[]> {
    const query = new URLSearchParams({ q, limit: String(limit) });
    const url = `${this.settings.atprotoAppviewUrl}/xrpc/app.bsky.actor.searchActorsTypeahead?${query.toString()}`;
    const answer = await this.network.fetch(url, { timeoutMs: PATIENCE_MS, maxBytes: 256 * 1024 });
    if (!answer.ok) throw new Error(`the AppView answered ${answer.status}`);
    const { actors } = (await answer.json()) as { actors?: unknown };
    return Array.isArray(actors) ? (actors as Actor[]).flatMap((actor) => personOf(actor, this.avatars)) : [];
  }
}

/** What another server says is read with care: whoever lacks what a person needs is left out. */
function personOf({ did, handle, displayName, avatar }: Actor, avatars: Avatars): FoundPerson[] {
  if (typeof did !== 'string' || typeof handle !== 'string' || !did.startsWith('did:')) return [];
  return [
    {
      did,
      handle,
      display_name:
        typeof displayName === 'string' && displayName.trim() !== '' ? displayName.trim().slice(0, 256) : null,
      avatar_url: typeof avatar === 'string' ? avatars.accepted(avatar) : null,
    },
  ];
}
