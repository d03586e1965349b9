import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DomainError, RequestInvalid } from '../../../common/errors.js';
import {
  Accounts,
  Identity,
  IdentityUnreachable,
  isNetworkFailure,
  OAuthClients,
  Scopes,
  type StartedFlow,
} from '../../atproto/index.js';
import { Preferences } from '../../preferences/index.js';
import { PdsUnknown } from '../auth.errors.js';
import { Flows } from './flows.service.js';
import { allowedReturn } from './landing.rules.js';
import type { StartQuery } from './sign-in.dto.js';

/** The first half of a sign-in (AUTH-01): out to the person's own server. */
@Injectable()
export class SignInStart {
  constructor(
    private readonly clients: OAuthClients,
    private readonly identity: Identity,
    private readonly accounts: Accounts,
    private readonly preferences: Preferences,
    private readonly scopes: Scopes,
    private readonly flows: Flows,
    @InjectPinoLogger(SignInStart.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Begins a sign-in for this browser; answers where to send it.
   * @throws {HandleMalformed} {@link HandleUnknown} {@link PdsUnknown} {@link IdentityUnreachable}
   */
  async start(query: StartQuery, browser: string): Promise<string> {
    const did = await this.whoIsMeant(query);
    const scope = this.scopes.wanted({ teal: did !== null && (await this.scrobbles(did)) });
    const { url, state, secret } = await this.authorize(did ?? serverAddress(query.pds_url ?? ''), scope);
    await this.flows.keep(state, browser, { did, scope, returnTo: allowedReturn(query.return_to), secret });
    return url.href;
  }

  private async whoIsMeant({ handle, pds_url: server }: StartQuery): Promise<string | null> {
    if ((handle === undefined) === (server === undefined)) {
      const message = 'give either handle or pds_url';
      throw new RequestInvalid([{ path: 'handle', message, code: 'exactly_one' }]);
    }
    return handle === undefined ? null : (await this.identity.resolve(handle)).did;
  }

  private async scrobbles(did: string): Promise<boolean> {
    const isKnown = (await this.accounts.find(did)) !== null;
    return isKnown && (await this.preferences.of(did)).enableTealScrobbling;
  }

  private async authorize(input: string, scope: string): Promise<StartedFlow> {
    try {
      return await this.clients.start(input, scope);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.log.warn({ err: error, input }, 'a sign-in could not begin');
      if (isNetworkFailure(error) || input.startsWith('did:')) throw new IdentityUnreachable(input, error);
      throw new PdsUnknown(input);
    }
  }
}

/** The origin of an address that may lack its scheme. */
function serverAddress(typed: string): string {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (URL.canParse(address)) return new URL(address).origin;
  throw new PdsUnknown(typed);
}
