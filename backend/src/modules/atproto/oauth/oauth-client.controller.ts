import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RateLimit } from '../../../platform/http/index.js';
import { JwksUnknown } from './oauth.errors.js';
import { OAuthClients } from './oauth-clients.js';

/** The documents by which authorization servers know us (AUTH-13). */
@ApiExcludeController()
@RateLimit('none')
@Controller()
export class OAuthClientController {
  constructor(private readonly clients: OAuthClients) {}

  @Get('oauth-client-metadata.json')
  metadata(): Promise<object> {
    return this.clients.metadata();
  }

  @Get('.well-known/jwks.json')
  async jwks(): Promise<object> {
    const jwks = await this.clients.jwks();
    if (!jwks) throw new JwksUnknown();
    return jwks;
  }
}
