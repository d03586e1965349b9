import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { Actor, SignedIn } from '../../platform/http/index.js';
import { PreferencesChange, PreferencesView } from './preferences.dto.js';
import { Preferences } from './preferences.service.js';

@ApiTags('preferences')
@SignedIn()
@Controller('preferences')
export class PreferencesController {
  constructor(private readonly preferences: Preferences) {}

  /** Your preferences; the first time, the defaults. */
  @Get()
  view(@Actor() actor: Actor): Promise<PreferencesView> {
    return this.preferences.view(actor.did);
  }

  /** Changes the fields given and leaves the rest. */
  @Patch()
  change(@Actor() actor: Actor, @Body() change: PreferencesChange): Promise<PreferencesView> {
    return this.preferences.change(actor.did, change);
  }

  @Put()
  @ApiExcludeEndpoint()
  put(@Actor() actor: Actor, @Body() change: PreferencesChange): Promise<PreferencesView> {
    return this.preferences.change(actor.did, change);
  }

  @Post()
  @HttpCode(200)
  @ApiExcludeEndpoint()
  post(@Actor() actor: Actor, @Body() change: PreferencesChange): Promise<PreferencesView> {
    return this.preferences.change(actor.did, change);
  }
}
