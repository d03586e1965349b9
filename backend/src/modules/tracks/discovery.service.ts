import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../common/clock.js';
import { FreshCache } from '../../common/fresh-cache.js';
import type { Page } from '../../common/page.js';
import { Settings } from '../../platform/config/index.js';
import { Events, On, OnSignal } from '../../platform/events/index.js';
import { Preferences } from '../preferences/index.js';
import type { TracksQuery, TrackView } from './tracks.dto.js';
import { TrackViews } from './views/track-views.service.js';

/** Counts that guests see may be this old; what was published, edited or removed shows at once. */
const GUEST_PAGE_LIFE_MS = 5 * SECOND_MS;
const GUEST_PAGES = 500;

/** The public lists: everything new, or what one artist made. */
@Injectable()
export class DiscoveryService {
  private readonly hiddenFromGuests: readonly string[];
  private readonly guestPages = new FreshCache<Page<TrackView>>(GUEST_PAGE_LIFE_MS, GUEST_PAGES);

  constructor(
    private readonly views: TrackViews,
    private readonly preferences: Preferences,
    private readonly events: Events,
    settings: Settings,
  ) {
    this.hiddenFromGuests = [...settings.defaultHiddenTags];
  }

  /** One page. What guests see is the same for all of them, and loaded once for many. */
  async page(query: TracksQuery, viewer: string | null): Promise<Page<TrackView>> {
    const { artist_did: artistDid, tags, cursor, limit } = query;
    const hides = query.filter_hidden_tags ?? artistDid === undefined;
    if (viewer !== null) {
      const hiddenTags = hides ? (await this.preferences.of(viewer)).hiddenTags : [];
      return this.views.page({ artistDid, tags, hiddenTags, cursor, limit }, viewer);
    }
    const filter = { artistDid, tags, hiddenTags: hides ? this.hiddenFromGuests : [], cursor, limit };
    return this.guestPages.get(JSON.stringify(filter), () => this.views.page(filter, null));
  }

  @On('track.published', 'track.changed', 'track.removed')
  async tellAll(): Promise<void> {
    this.forget();
    await this.events.broadcast('listings.changed', {});
  }

  @OnSignal('listings.changed')
  forget(): void {
    this.guestPages.clear();
  }
}
