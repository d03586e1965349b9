import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../platform/config/index.js';
import { Artists } from '../../artists/index.js';
import { Accounts, covers, type NewGrant, OAuthClients, SignInDenied } from '../../atproto/index.js';
import { DidMismatch } from '../auth.errors.js';
import { SessionOpening } from '../sessions/session-opening.service.js';
import { type Flow, Flows } from './flows.service.js';
import { failure, landing, type SignInError } from './landing.rules.js';

/** The second half of a sign-in (AUTH-03): back with a code that becomes a grant and a session. */
@Injectable()
export class SignInFinish {
  constructor(
    private readonly clients: OAuthClients,
    private readonly flows: Flows,
    private readonly opening: SessionOpening,
    private readonly accounts: Accounts,
    private readonly artists: Artists,
    private readonly settings: Settings,
    @InjectPinoLogger(SignInFinish.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Ends a sign-in that came back to `browser`; answers where to send it.
   * @throws {DidMismatch}
   */
  async finish(params: URLSearchParams, browser: string | undefined): Promise<string> {
    const state = params.get('state');
    const flow = state && browser ? await this.flows.take(state, browser) : null;
    if (!flow) return this.failed('expired');
    const grant = await this.exchange(params, flow);
    return typeof grant === 'string' ? this.failed(grant) : this.accept(grant, flow);
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

  /** Nothing is kept of a grant that is somebody else's or too small. */
  private async accept(grant: NewGrant, flow: Flow): Promise<string> {
    if (flow.did !== null && flow.did !== grant.did) {
      await this.clients.giveBack(grant.session);
      throw new DidMismatch((await this.accounts.find(flow.did))?.handle ?? flow.did);
    }
    if (!covers(grant.scopes, flow.scope)) {
      await this.clients.giveBack(grant.session);
      return this.failed('scope_mismatch');
    }
    const exchangeToken = await this.opening.open(grant);
    const hasProfile = (await this.artists.find(grant.did)) !== null;
    return landing(this.settings.frontendUrl, { exchangeToken, hasProfile, returnTo: flow.returnTo });
  }

  private failed(error: SignInError): string {
    return failure(this.settings.frontendUrl, error);
  }
}
