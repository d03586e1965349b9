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

interface Hit {
  kind: Kind;
  ref: string;
  relevance: number;
  popularity: number;
  likeness: number;
  tier: Candidate['tier'];
}

/** A name that is so much like what was typed was meant: nothing further is thought of. */
const SURE = 0.85;

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
    const words = wordsOf(typed.text);
    const found = typed.text === '' ? [] : await this.entries.found(typed, kinds);
    // Slips are thought of only when what was typed leaves room for more.
    const near = found.length < limit ? await this.near(words, kinds, found) : [];
    const results = await this.visible(bestOfEach([...found, ...near].map(hitOf(words))), kinds, limit);
    return { results, counts: countsOf(results) };
  }

  /** Several words that a name has as they were typed hold no slip: then others are near that have them in another order. */
  private async near(words: string[], kinds: readonly Kind[], found: readonly Candidate[]): Promise<Candidate[]> {
    const isRight = words.length > 1 && found.some(({ tier }) => tier !== 'inside');
    if (isRight) return this.entries.guessed([[...new Set(words)]], kinds);
    const { first, then } = await this.spelling.guesses(words);
    const meant = await this.entries.guessed(first, kinds);
    if (meant.some(({ text }) => likeness(words, text) >= SURE)) return meant;
    return [...meant, ...(await this.entries.guessed(then, kinds))];
  }

  private async visible(hits: Hit[], kinds: readonly Kind[], limit: number): Promise<FoundItem[]> {
    const ofKinds = await Promise.all(kinds.map((kind) => this.visibleOf(kind, hits, limit)));
    return ofKinds
      .flat()
      .sort(byRelevance)
      .map(({ item }) => item);
  }

  private async visibleOf(kind: Kind, hits: Hit[], limit: number) {
    const best = hits.filter((hit) => hit.kind === kind).sort(byRelevance);
    const rows = await this.rowsOf(kind, best.slice(0, limit));
    if (rows.length < limit) rows.push(...(await this.rowsOf(kind, best.slice(limit))));
    return rows.sort(byRelevance).slice(0, limit);
  }

  private async rowsOf(kind: Kind, hits: Hit[]) {
    const rows = await this.items.visible(
      kind,
      hits.map(({ ref }) => ref),
    );
    const hitOfRef = new Map(hits.map((hit) => [hit.ref, hit]));
    return rows.flatMap((row) => {
      const hit = hitOfRef.get(row.ref);
      if (!hit) return [];
      const popularity = row.popularity ?? hit.popularity;
      const worth = relevance(hit.tier, popularity, hit.likeness);
      const item = foundItem(kind, row, worth, (id, key) => this.images.urlsOf(id, key).thumbnail_url);
      return [{ item, relevance: worth, popularity }];
    });
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
