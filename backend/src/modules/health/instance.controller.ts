import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { Settings } from '../../platform/config/index.js';
import { Ephemeral } from '../../platform/ephemeral/index.js';
import { SUPPORTED_AUDIO, SUPPORTED_IMAGES } from '../media/index.js';
import { PLAY_THRESHOLD } from '../tracks/index.js';
import { type DemoProgress, InstanceView } from './health.dto.js';

export const VERSION = '0.1.0';
/** Where the filling of the demo catalogue says how far it is. */
const DEMO_KEY = 'demo:progress';

@ApiTags('meta')
@Controller()
export class InstanceController {
  constructor(
    private readonly settings: Settings,
    private readonly ephemeral: Ephemeral,
  ) {}

  /** Limits, formats and switches of this instance; clients take them from here, so that they never drift. */
  @Get('config')
  async config(): Promise<InstanceView> {
    const { settings } = this;
    const demo = settings.appEnv === 'development' ? await this.ephemeral.get<DemoProgress>(DEMO_KEY) : undefined;
    return {
      max_upload_size_mb: settings.maxUploadSizeMb,
      max_image_size_mb: settings.maxImageSizeMb,
      supported_audio: [...SUPPORTED_AUDIO],
      supported_images: [...SUPPORTED_IMAGES],
      default_hidden_tags: [...settings.defaultHiddenTags],
      bufo_exclude_patterns: [...settings.bufoExcludePatterns],
      bufo_include_patterns: [...settings.bufoIncludePatterns],
      play_threshold: PLAY_THRESHOLD,
      teal_enabled: settings.tealEnabled,
      semantic_search_enabled: settings.embeddingsServiceUrl !== undefined,
      namespace: settings.atprotoAppNamespace,
      old_namespace: settings.atprotoOldAppNamespace ?? null,
      version: VERSION,
      contact_email: settings.contactEmail ?? null,
      dmca_email: settings.dmcaEmail ?? null,
      ...(demo ? { demo } : {}),
    };
  }

  @Get('robots.txt')
  @Header('content-type', 'text/plain')
  @ApiExcludeEndpoint()
  robots(): string {
    return this.settings.serveFrontendDir ? 'User-agent: *\nAllow: /\n' : 'User-agent: *\nDisallow: /\n';
  }

  @Get()
  @ApiExcludeEndpoint()
  root(): { service: string; docs: string } {
    return { service: 'plyr.fm', docs: `${this.settings.publicUrl}/openapi.json` };
  }
}
