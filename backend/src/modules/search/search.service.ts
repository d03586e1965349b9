import { Injectable } from '@nestjs/common';
import { Images } from '../media/index.js';
import { type Candidate, EntriesQueries } from './finding/entries.queries.js';
import { FoundItemsQueries } from './finding/found-items.queries.js';
import { foundItem } from './finding/found-shape.rules.js';
import { likeness, relevance } from './finding/relevance.rules.js';
import { SpellingService } from './finding/spelling.service.js';
import { wordsOf } from './finding/words.rules.js';
import { type FoundList, type Kind, KINDS, LIST_OF } from './kinds.js';
import type { FoundCounts, FoundItem, SearchAnswer, SearchQuery } from './search.dto.js';

/** More are asked for than shown: an artist is found by name and handle, and what was hidden since is left out. */
const SPARE = 20;

interface Hit {
  kind: Kind;
  ref: string;
  relevance: number;
  popularity: number;
  likeness: number;
  tier: Candidate['tier'];
}

/** Finds by name whatever everybody may see. */
@Injectable()
export class SearchService {
  constructor(
    private readonly entries: EntriesQueries,
    private readonly spelling: SpellingService,
    private readonly items: FoundItemsQueries,
    private readonly images: Images,
  ) {}

  async search({ q, type, limit }: SearchQuery): Promise<SearchAnswer> {
    const typed = await this.entries.typed(q);
    const kinds = KINDS.filter((kind) => type?.includes(LIST_OF[kind]) ?? true);
    const found = typed.text === '' ? [] : await this.entries.found(typed, kinds, limit + SPARE);
    const poor = kinds.filter((kind) => found.filter((candidate) => candidate.kind === kind).length < limit);
    const near = poor.length === 0 ? [] : await this.near(wordsOf(typed.text), poor);
    const results = await this.visible(bestOfEach([...found, ...near].map(hitOf(wordsOf(typed.text)))), kinds, limit);
    return { results, counts: countsOf(results) };
  }

  private async near(words: string[], kinds: Kind[]): Promise<Candidate[]> {
    const guesses = await this.spelling.guesses(words);
    return guesses.length === 0 ? [] : this.entries.guessed(guesses, kinds);
  }

  private async visible(hits: Hit[], kinds: readonly Kind[], limit: number): Promise<FoundItem[]> {
    const ofKinds = await Promise.all(kinds.map((kind) => this.visibleOf(kind, hits, limit)));
    return ofKinds
      .flat()
      .sort(byRelevance)
      .map(({ item }) => item);
  }

  private async visibleOf(kind: Kind, hits: Hit[], limit: number) {
    const best = hits
      .filter((hit) => hit.kind === kind)
      .sort(byRelevance)
      .slice(0, limit + SPARE);
    const rows = new Map(
      (
        await this.items.visible(
          kind,
          best.map(({ ref }) => ref),
        )
      ).map((row) => [row.ref, row]),
    );
    return best
      .flatMap((hit) => {
        const row = rows.get(hit.ref);
        if (!row) return [];
        const popularity = row.popularity ?? hit.popularity;
        const worth = relevance(hit.tier, popularity, hit.likeness);
        const item = foundItem(kind, row, worth, (id, key) => this.images.urlsOf(id, key).thumbnail_url);
        return [{ item, relevance: worth, popularity }];
      })
      .sort(byRelevance)
      .slice(0, limit);
  }
}

/** What a name is worth by the popularity that is kept of it. */
function hitOf(words: readonly string[]) {
  return ({ kind, ref, text, tier, popularity }: Candidate): Hit => {
    const alike = tier === 'near' ? likeness(words, text) : 1;
    return { kind, ref, tier, popularity, likeness: alike, relevance: relevance(tier, popularity, alike) };
  };
}

/** An artist is found by name and by handle: the greater counts. */
function bestOfEach(hits: readonly Hit[]): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const key = `${hit.kind} ${hit.ref}`;
    const other = best.get(key);
    if (hit.relevance > 0 && (!other || byRelevance(hit, other) < 0)) best.set(key, hit);
  }
  return [...best.values()];
}

function byRelevance(a: Pick<Hit, 'relevance' | 'popularity'>, b: Pick<Hit, 'relevance' | 'popularity'>): number {
  return b.relevance - a.relevance || b.popularity - a.popularity;
}

function countsOf(results: readonly FoundItem[]): FoundCounts {
  const counts: Record<FoundList, number> = { tracks: 0, artists: 0, albums: 0, tags: 0, playlists: 0 };
  for (const { type } of results) counts[LIST_OF[type]]++;
  return counts;
}
