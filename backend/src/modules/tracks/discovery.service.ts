import { Injectable } from '@nestjs/common';
import type { Page } from '../../common/page.js';
import { Settings } from '../../platform/config/index.js';
import { Preferences } from '../preferences/index.js';
import type { TracksQuery, TrackView } from './tracks.dto.js';
import { TrackViews } from './views/track-views.service.js';

/** The public lists: everything new, or what one artist made. */
@Injectable()
export class DiscoveryService {
  private readonly hiddenFromGuests: readonly string[];

  constructor(
    private readonly views: TrackViews,
    private readonly preferences: Preferences,
    settings: Settings,
  ) {
    this.hiddenFromGuests = [...settings.defaultHiddenTags];
  }

  async page(query: TracksQuery, viewer: string | null): Promise<Page<TrackView>> {
    const { artist_did: artistDid, tags, cursor, limit } = query;
    const hides = query.filter_hidden_tags ?? artistDid === undefined;
    const hiddenTags = hides ? await this.hiddenFrom(viewer) : [];
    return this.views.page({ artistDid, tags, hiddenTags, cursor, limit }, viewer);
  }

  /** TAG-04: what the listener does not want to come across. */
  private async hiddenFrom(viewer: string | null): Promise<readonly string[]> {
    return viewer === null ? this.hiddenFromGuests : (await this.preferences.of(viewer)).hiddenTags;
  }
}
