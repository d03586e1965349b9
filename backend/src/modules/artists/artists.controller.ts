import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Actor, SignedIn, WritesRecords } from '../../platform/http/index.js';
import { ArtistChange, ArtistView, NewArtist, ProfileSuggestion } from './artists.dto.js';
import { Artists } from './artists.service.js';
import { LoginSync } from './login-sync.service.js';
import { DidsPipe, MAX_DIDS } from './dids.pipe.js';

@ApiTags('artists')
@Controller('artists')
export class ArtistsController {
  constructor(
    private readonly artists: Artists,
    private readonly loginSync: LoginSync,
  ) {}

  /** Creates your artist profile, or changes it. */
  @Post()
  @WritesRecords()
  @HttpCode(200)
  save(@Actor() actor: Actor, @Body() input: NewArtist): Promise<ArtistView> {
    return this.artists.save(actor.did, input);
  }

  /** Your artist profile; 404 before it is set up. */
  @Get('me')
  @SignedIn()
  own(@Actor() actor: Actor): Promise<ArtistView> {
    this.loginSync.beginIfDue(actor.did);
    return this.artists.own(actor.did);
  }

  /** What your artist profile could begin with: name, words and picture of your Bluesky profile. */
  @Get('me/suggestion')
  @SignedIn()
  @Header('cache-control', 'no-store')
  suggest(@Actor() actor: Actor): Promise<ProfileSuggestion> {
    return this.artists.suggest(actor.did);
  }

  /** Changes the fields given and leaves the rest. */
  @Put('me')
  @WritesRecords()
  change(@Actor() actor: Actor, @Body() input: ArtistChange): Promise<ArtistView> {
    return this.artists.change(actor.did, input);
  }

  /** An artist by handle; a former one answers with the artist who had it, under their current one. */
  @Get('by-handle/:handle')
  byHandle(@Param('handle') handle: string): Promise<ArtistView> {
    return this.artists.viewByHandle(handle);
  }

  /** Up to 100 artists by DID; those who are none are left out. */
  @Post('batch')
  @HttpCode(200)
  @ApiBody({ schema: { type: 'array', items: { type: 'string' }, maxItems: MAX_DIDS } })
  @ApiOkResponse({
    schema: { type: 'object', additionalProperties: { $ref: getSchemaPath(ArtistView) } },
  })
  async batch(@Body(new DidsPipe()) dids: string[]): Promise<Record<string, ArtistView>> {
    return Object.fromEntries(await this.artists.views(dids));
  }

  /** An artist by DID. */
  @Get(':did')
  one(@Param('did') did: string): Promise<ArtistView> {
    return this.artists.view(did);
  }
}
