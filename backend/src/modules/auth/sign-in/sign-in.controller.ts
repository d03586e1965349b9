import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiFoundResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import { RateLimit } from '../../../platform/http/index.js';
import { Cookies } from '../cookies.js';
import { flowBrowser, markBrowser } from './flow-cookie.js';
import { allowedReturn, backToLogin } from './landing.rules.js';
import { StartQuery } from './sign-in.dto.js';
import { SignInFinish } from './sign-in-finish.service.js';
import { SignInStart } from './sign-in-start.service.js';

@ApiTags('auth')
@Controller('auth')
export class SignInController {
  constructor(
    private readonly begin: SignInStart,
    private readonly end: SignInFinish,
    private readonly cookies: Cookies,
    private readonly settings: Settings,
  ) {}

  /**
   * Sends the browser to its person's own server to sign in.
   * @remarks A navigation that cannot begin (unknown handle, server away) goes back to the login page with `auth_error`;
   * a program gets the problem document.
   */
  @Get('start')
  @RateLimit('auth')
  @ApiFoundResponse({ description: 'to the authorization server; sets the flow cookie' })
  async start(@Query() query: StartQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const browser = markBrowser(request, reply, this.cookies.options);
    const target = await this.begin.start(query, browser).catch((error: unknown) => this.back(query, request, error));
    await reply.header('cache-control', 'no-store').redirect(target, 302);
  }

  /** Where the authorization server sends the browser back to. */
  @Get('callback')
  @ApiExcludeEndpoint()
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { searchParams } = new URL(request.originalUrl, this.settings.publicUrl);
    const target = await this.end.finish(searchParams, flowBrowser(request));
    await reply.header('cache-control', 'no-store').redirect(target, 303);
  }

  private back(query: StartQuery, request: FastifyRequest, error: unknown): string {
    const isNavigation = request.headers.accept?.includes('text/html') ?? false;
    if (!isNavigation || !(error instanceof DomainError)) throw error;
    const { meant } = error.extra as { meant?: string };
    const { handle, return_to: wanted } = query;
    return backToLogin(this.settings.frontendUrl, { code: error.code, handle, meant, returnTo: allowedReturn(wanted) });
  }
}
