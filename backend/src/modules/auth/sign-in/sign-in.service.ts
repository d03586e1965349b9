import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DomainError, RequestInvalid } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import { Artists } from '../../artists/index.js';
import {
  Accounts,
  covers,
  Identity,
  IdentityUnreachable,
  isNetworkFailure,
  type NewGrant,
  OAuthClients,
  Scopes,
  SignInDenied,
} from '../../atproto/index.js';
import { Preferences } from '../../preferences/index.js';
import { DidMismatch, PdsUnknown } from '../auth.errors.js';
import { Sessions } from '../sessions/sessions.service.js';
import { type Flow, Flows } from './flows.service.js';
import { allowedReturn, failure, landing, type SignInError } from './landing.rules.js';
import type { StartQuery } from './sign-in.dto.js';

/** Signing in (AUTH-01, AUTH-03): out to the person's own server, and back with a grant. */
@Injectable()
export class SignIn {
  constructor(
    private readonly clients: OAuthClients,
    private readonly identity: Identity,
    private readonly flows: Flows,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly artists: Artists,
    private readonly preferences: Preferences,
    private readonly scopes: Scopes,
    private readonly settings: Settings,
    @InjectPinoLogger(SignIn.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Begins a sign-in for this browser; answers where to send it.
   * @throws {HandleMalformed} {@link HandleUnknown} {@link PdsUnknown} {@link IdentityUnreachable}
   */
  async start(query: StartQuery, browser: string): Promise<string> {
    const did = await this.whoIsMeant(query);
    const scope = this.scopes.wanted({ teal: did !== null && (await this.scrobbles(did)) });
    const returnTo = allowedReturn(query.return_to);
    const { url, state, secret } = await this.authorize(did ?? serverAddress(query.pds_url ?? ''), scope);
    await this.flows.keep(state, browser, { did, scope, returnTo, secret });
    return url.href;
  }

  /**
   * Ends a sign-in that came back to `browser`; answers where to send it.
   * @throws {DidMismatch}
   */
  async finish(params: URLSearchParams, browser: string | undefined): Promise<string> {
    const state = params.get('state');
    const flow = state && browser ? await this.flows.take(state, browser) : null;
    if (!flow) return this.failed('expired');
    const grant = await this.exchange(params, flow);
    if (typeof grant === 'string') return this.failed(grant);
    await this.refuseOthers(grant, flow);
    if (!covers(grant.scopes, flow.scope)) {
      await this.clients.giveBack(grant.session);
      return this.failed('scope_mismatch');
    }
    const exchangeToken = await this.sessions.open(grant);
    const hasProfile = (await this.artists.find(grant.did)) !== null;
    return landing(this.settings.frontendUrl, { exchangeToken, hasProfile, returnTo: flow.returnTo });
  }

  private async whoIsMeant({ handle, pds_url: server }: StartQuery): Promise<string | null> {
    if ((handle === undefined) === (server === undefined)) {
      const message = 'give either handle or pds_url';
      throw new RequestInvalid([{ path: 'handle', message, code: 'exactly_one' }]);
    }
    return handle === undefined ? null : (await this.identity.resolve(handle)).did;
  }

  private async scrobbles(did: string): Promise<boolean> {
    const isKnown = this.settings.tealEnabled && (await this.accounts.find(did)) !== null;
    return isKnown && (await this.preferences.of(did)).enableTealScrobbling;
  }

  private async authorize(input: string, scope: string) {
    try {
      return await this.clients.start(input, scope);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.log.warn({ err: error, input }, 'a sign-in could not begin');
      if (isNetworkFailure(error) || input.startsWith('did:')) throw new IdentityUnreachable(input, error);
      throw new PdsUnknown(input);
    }
  }

  private async exchange(params: URLSearchParams, flow: Flow): Promise<NewGrant | SignInError> {
    try {
      return await this.clients.finish(params, flow.secret);
    } catch (error) {
      if (error instanceof SignInDenied) return 'denied';
      this.log.warn({ err: error, did: flow.did }, 'a sign-in failed on its way back');
      return 'failed';
    }
  }

  private async refuseOthers(grant: NewGrant, flow: Flow): Promise<void> {
    if (flow.did === null || flow.did === grant.did) return;
    await this.clients.giveBack(grant.session);
    throw new DidMismatch((await this.accounts.find(flow.did))?.handle ?? flow.did);
  }

  private failed(error: SignInError): string {
    return failure(this.settings.frontendUrl, error);
  }
}

/** The origin of an address that may lack its scheme. */
function serverAddress(typed: string): string {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (URL.canParse(address)) return new URL(address).origin;
  throw new PdsUnknown(typed);
}
