import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../platform/config/index.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { type BlueskyProfile, cdnAvatar, profileFromRecord } from './bluesky-profile.rules.js';
import { Identity } from './identity.service.js';

const PATIENCE_MS = 4_000;

/** Profiles of Bluesky, from the person's own PDS; the public AppView only when that cannot be had (AUTH-17). */
@Injectable()
export class BlueskyProfiles {
  constructor(
    private readonly settings: Settings,
    private readonly identity: Identity,
    private readonly network: GuardedFetch,
    @InjectPinoLogger(BlueskyProfiles.name) private readonly log: PinoLogger,
  ) {}

  /** `null` when there is none, or nobody could be asked. */
  async find(did: string): Promise<BlueskyProfile | null> {
    try {
      return await this.fromPds(did);
    } catch (error) {
      this.log.info({ err: error, did }, 'no profile from the PDS');
    }
    // The AppView knows nothing of the local network, and tests ask nobody outside.
    if (this.settings.appEnv === 'test') return null;
    return this.fromAppView(did).catch((error: unknown) => {
      this.log.info({ err: error, did }, 'no profile from the AppView');
      return null;
    });
  }

  private async fromPds(did: string): Promise<BlueskyProfile | null> {
    const { pdsUrl } = await this.identity.resolve(did);
    const record = { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self' };
    const answer = await this.ask(
      `${pdsUrl}/xrpc/com.atproto.repo.getRecord?${new URLSearchParams(record).toString()}`,
    );
    const body = (await answer.json()) as { error?: string; value?: unknown };
    if (answer.status === 400 && (body.error === 'RecordNotFound' || body.error === 'InvalidRequest')) return null;
    if (!answer.ok) throw new Error(`${pdsUrl} answered ${answer.status}`);
    return profileFromRecord(body.value, (cid) => this.avatarAddress(pdsUrl, did, cid));
  }

  private async fromAppView(did: string): Promise<BlueskyProfile | null> {
    const query = new URLSearchParams({ actor: did });
    const answer = await this.ask(
      `${this.settings.atprotoAppviewUrl}/xrpc/app.bsky.actor.getProfile?${query.toString()}`,
    );
    if (!answer.ok) return null;
    const { displayName, description, avatar } = (await answer.json()) as Record<string, unknown>;
    const cid = typeof avatar === 'string' ? /\/([a-z2-7]+)(?:@\w+)?$/.exec(avatar)?.[1] : undefined;
    const record = { displayName, description, avatar: { ref: { $link: cid } } };
    return profileFromRecord(record, (found) => cdnAvatar(did, found));
  }

  /** The CDN of Bluesky reaches public servers only. */
  private avatarAddress(pdsUrl: string, did: string, cid: string): string {
    const isLocal = this.settings.devPdsUrl !== undefined && new URL(this.settings.devPdsUrl).origin === pdsUrl;
    if (!isLocal) return cdnAvatar(did, cid);
    return `${pdsUrl}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid }).toString()}`;
  }

  private ask(url: string): Promise<Response> {
    return this.network.fetch(url, { timeoutMs: PATIENCE_MS, maxBytes: 256 * 1024 });
  }
}
