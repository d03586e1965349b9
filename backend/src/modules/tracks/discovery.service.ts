import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../common/clock.js';
import { FreshCache } from '../../common/fresh-cache.js';
import type { Page } from '../../common/page.js';
import { Settings } from '../../platform/config/index.js';
import { Events, On, OnSignal } from '../../platform/events/index.js';
import { paged, PreparedAnswer } from '../../platform/http/index.js';
import { Preferences } from '../preferences/index.js';
import type { TracksQuery, TrackView } from './tracks.dto.js';
import type { PublicFilter } from './views/selections.queries.js';
import type { TrackRow } from './views/track-row.js';
import { TrackViews } from './views/track-views.service.js';

/** Counts that guests see may be this old; what was published, edited or removed shows at once. */
const SHARED_PAGE_LIFE_MS = 5 * SECOND_MS;
/** Each may be a hundred tracks, read and written: some hundred kilobytes. */
const SHARED_PAGES = 100;
const TELL_PAUSE_MS = 50;

/** The public lists: everything new, or what one artist made. */
@Injectable()
export class DiscoveryService implements OnModuleDestroy {
  private readonly hiddenFromGuests: readonly string[];
  private readonly sharedPages = new FreshCache<SharedPage>(SHARED_PAGE_LIFE_MS, SHARED_PAGES);
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
    const hiddenTags = hides(query) ? await this.preferences.hiddenTagsOf(viewer) : [];
    const filter = { ...filterOf(query), hiddenTags };
    const { rows, page } = await this.sharedPage(filter);
    // What is theirs shows each change at once, and more than others see.
    if (filter.artistDid === viewer || rows.some((row) => concerns(row, viewer)))
      return this.views.page(filter, viewer);
    return { ...page, items: await this.views.seenBy(viewer, page.items) };
  }

  /** One page as every guest sees it. */
  async guestPage(query: TracksQuery): Promise<PreparedAnswer> {
    const hiddenTags = hides(query) ? this.hiddenFromGuests : [];
    return (await this.sharedPage({ ...filterOf(query), hiddenTags })).answer();
  }

  private sharedPage(filter: PublicFilter): Promise<SharedPage> {
    return this.sharedPages.get(JSON.stringify(filter), async () => {
      const { items, nextCursor } = await this.views.sharedRows(filter);
      return new SharedPage(items, { items: this.views.asGuest(items), nextCursor });
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
    this.sharedPages.clear();
  }
}

/** One page that many ask for: read once, and for guests written once. */
class SharedPage {
  private prepared: PreparedAnswer | undefined;

  constructor(
    readonly rows: readonly TrackRow[],
    /** As guests see it. */
    readonly page: Page<TrackView>,
  ) {}

  answer(): PreparedAnswer {
    return (this.prepared ??= new PreparedAnswer(paged('tracks', this.page)));
  }
}

/** Whether they made it, or are named on it: guests are not told of those who are hidden, they themselves are. */
function concerns({ artist_did, features }: TrackRow, viewer: string): boolean {
  return artist_did === viewer || (features ?? []).some(({ did }) => did === viewer);
}

/** TAG-04: discovery hides tags unless the query says otherwise, an artist's list only when it says so. */
function hides(query: TracksQuery): boolean {
  return query.filter_hidden_tags ?? query.artist_did === undefined;
}

function filterOf({ artist_did: artistDid, tags, cursor, limit }: TracksQuery): PublicFilter {
  return { artistDid, tags, cursor, limit };
}
