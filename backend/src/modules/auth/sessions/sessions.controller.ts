import { Body, Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, SECOND_MS } from '../../../common/clock.js';
import { sha256 } from '../../../common/ids.js';
import { Actor, Origins, RateLimit, SESSION_COOKIE, SignedIn } from '../../../platform/http/index.js';
import { Cookies } from '../cookies.js';
import { ExchangeTokens, type HandedOver } from './exchange-tokens.service.js';
import { Me } from './me.service.js';
import { ExchangeRequest, ExchangeView, MessageView, MeView } from './sessions.dto.js';
import { Sessions } from './sessions.service.js';

const TOKEN_MEDIA_TYPE = 'application/vnd.plyr.token+json';

@ApiTags('auth')
@Controller('auth')
export class SessionsController {
  constructor(
    private readonly tokens: ExchangeTokens,
    private readonly sessions: Sessions,
    private readonly whoIs: Me,
    private readonly cookies: Cookies,
    private readonly origins: Origins,
    private readonly clock: Clock,
  ) {}

  /**
   * Turns the one-time token of a sign-in into a session.
   * @throws {401} invalid, expired, or already used exchange token
   */
  @Post('exchange')
  @HttpCode(200)
  @RateLimit('auth')
  @Header('cache-control', 'no-store')
  async exchange(
    @Body() { exchange_token: token, mode }: ExchangeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExchangeView> {
    if (mode === 'token' || request.headers.accept?.includes(TOKEN_MEDIA_TYPE))
      return { session_id: (await this.tokens.exchange(token)).bearer };
    // No cookie of ours came with it yet, so the general check has not looked at it (AUTH-22).
    this.origins.check(request);
    const session = await this.tokens.exchange(token);
    const before = request.cookies[SESSION_COOKIE];
    if (before) await this.sessions.end(sha256(before));
    this.setCookie(reply, session);
    return { session_id: null };
  }

  /** Ends this session. */
  @Post('logout')
  @SignedIn()
  @HttpCode(200)
  async logout(@Actor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<MessageView> {
    await this.sessions.end(Buffer.from(actor.sessionHash, 'hex'));
    void reply.clearCookie(SESSION_COOKIE, this.cookies.options);
    return { message: 'logged out successfully' };
  }

  /**
   * Who is signed in.
   * @throws {401} `auth.session_expired` when the person's server no longer accepts the sign-in
   */
  @Get('me')
  @SignedIn()
  me(@Actor() actor: Actor): Promise<MeView> {
    return this.whoIs.view(actor);
  }

  private setCookie(reply: FastifyReply, { bearer, expiresAt }: HandedOver): void {
    const lifeMs = expiresAt && expiresAt.getTime() - this.clock.now().getTime();
    const maxAge = lifeMs === null ? {} : { maxAge: Math.max(0, Math.floor(lifeMs / SECOND_MS)) };
    void reply.setCookie(SESSION_COOKIE, bearer, { ...this.cookies.options, ...maxAge });
  }
}
