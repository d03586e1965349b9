import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../common/clock.js';
import { FreshCache } from '../../common/fresh-cache.js';
import type { Page } from '../../common/page.js';
import { Settings } from '../../platform/config/index.js';
import { Events, On, OnSignal } from '../../platform/events/index.js';
import { paged, PreparedAnswer } from '../../platform/http/index.js';
import { Preferences } from '../preferences/index.js';
import type { TracksQuery, TrackView } from './tracks.dto.js';
import { TrackViews } from './views/track-views.service.js';

/** Counts that guests see may be this old; what was published, edited or removed shows at once. */
const GUEST_PAGE_LIFE_MS = 5 * SECOND_MS;
const GUEST_PAGES = 500;
const TELL_PAUSE_MS = 50;

/** The public lists: everything new, or what one artist made. */
@Injectable()
export class DiscoveryService implements OnModuleDestroy {
  private readonly hiddenFromGuests: readonly string[];
  private readonly guestPages = new FreshCache<PreparedAnswer>(GUEST_PAGE_LIFE_MS, GUEST_PAGES);
  private telling: NodeJS.Timeout | undefined;

  constructor(
    private readonly views: TrackViews,
    private readonly preferences: Preferences,
    private readonly events: Events,
    settings: Settings,
  ) {
    this.hiddenFromGuests = [...settings.defaultHiddenTags];
  }

  /** One page as a listener sees it: their likes are in it, and what they hide is not. */
  async page(query: TracksQuery, viewer: string): Promise<Page<TrackView>> {
    const hiddenTags = hides(query) ? (await this.preferences.of(viewer)).hiddenTags : [];
    return this.views.page({ ...filterOf(query), hiddenTags }, viewer);
  }

  /** One page as every guest sees it, loaded and written once for many. */
  guestPage(query: TracksQuery): Promise<PreparedAnswer> {
    const filter = { ...filterOf(query), hiddenTags: hides(query) ? this.hiddenFromGuests : [] };
    return this.guestPages.get(JSON.stringify(filter), async () => {
      return new PreparedAnswer(paged('tracks', await this.views.page(filter, null)));
    });
  }

  /** The network may bring hundreds in a second: here pages are forgotten at once, other processes hear once of many. */
  @On('track.published', 'track.changed', 'track.removed', 'tracks.arrived')
  tellAll(): void {
    this.forget();
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      void this.events.broadcast('listings.changed', {});
    }, TELL_PAUSE_MS).unref();
  }

  onModuleDestroy(): void {
    clearTimeout(this.telling);
  }

  @OnSignal('listings.changed')
  forget(): void {
    this.guestPages.clear();
  }
}

/** TAG-04: discovery hides tags unless the query says otherwise, an artist's list only when it says so. */
function hides(query: TracksQuery): boolean {
  return query.filter_hidden_tags ?? query.artist_did === undefined;
}

function filterOf({ artist_did: artistDid, tags, cursor, limit }: TracksQuery) {
  return { artistDid, tags, cursor, limit };
}
