import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { Kind } from '../kinds.js';
import { hasTrigram, likeLiteral, regexLiteral } from './patterns.rules.js';
import type { Tier } from './relevance.rules.js';

/** What was typed, as names are indexed. */
export interface Typed {
  /** As `f_search_text` writes it. */
  text: string;
  /** As `f_search_key` spells it. */
  key: string;
}

/** A name that was found. */
export interface Candidate {
  kind: Kind;
  /** The id of the track, album, tag or playlist, the DID of the artist. */
  ref: string;
  text: string;
  tier: Tier;
  popularity: number;
}

/** Some words that a name must have, the rarest first. */
export type Guess = readonly string[];

/** As many names that are not popular are looked at, for each step below, before the most popular are chosen among them. */
const CANDIDATES = 1000;
/** As many rows are read where no index can help: all of a small catalogue, the popular ones of a large one. */
const SCANNED = 20_000;
const NEAR_CANDIDATES = 60;
const WORDS_OF_A_GUESS = 3;

/** Reads `search_entries`. Every step is bounded, whatever is typed (issue of a word that is in every tenth title). */
@Injectable()
export class EntriesQueries {
  constructor(private readonly sql: Sql) {}

  async typed(q: string): Promise<Typed> {
    const row = await this.sql.one<Typed>(
      `select text, btrim(f_search_key(text)) as key from (select f_search_text($1) as text) typed`,
      [q],
    );
    if (!row) throw new Error('a select without from has a row');
    return row;
  }

  /**
   * Names that are what was typed, begin with it, have a word that begins with it, or have it inside, in this order;
   * about `limit` of each kind.
   */
  found({ text, key }: Typed, kinds: readonly Kind[], limit: number): Promise<Candidate[]> {
    const blocks = kinds.map((kind) => `(select * from (${tiersOf(kind, key).join(' union all ')}) found limit $7)`);
    return this.sql.rows<Candidate>(
      // Each parameter is named here once, so that its type is known even when no tier needs it.
      `with given as (select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text)
       ${blocks.join(' union all ')}`,
      [
        text,
        `${likeLiteral(text)}%`,
        `% ${key}%`,
        `%${key}%`,
        `%${likeLiteral(text)}%`,
        `\\m${regexLiteral(text)}`,
        limit,
      ],
    );
  }

  /** Names that have all words of one of the guesses. */
  guessed(guesses: readonly Guess[], kinds: readonly Kind[]): Promise<Candidate[]> {
    const column = (at: number) => guesses.map((guess) => guess[at] ?? null);
    const has = Array.from({ length: WORDS_OF_A_GUESS }, (_, at) => `e.key like pattern_${at}`).join(' and ');
    const part = (where: string, bound = '') =>
      `(select * from (select ref, text, popularity from search_entries e
          where e.kind = kinds.kind and ${where} and ${has} ${bound}) seen
         order by popularity desc limit ${NEAR_CANDIDATES})`;
    return this.sql.rows<Candidate>(
      `select distinct on (kinds.kind, e.ref, e.text) kinds.kind, e.ref, e.text, e.popularity, 'near' as tier
         from unnest($1::text[], $2::text[], $3::text[]) as guesses (a, b, c)
        cross join lateral (select ${['a', 'b', 'c'].map((word, at) => `${patternOf(word)} as pattern_${at}`).join(', ')}) patterns
        cross join unnest($4::text[]) as kinds (kind)
        cross join lateral (${part('e.is_hot')} union all ${part('not e.is_hot', `limit ${CANDIDATES}`)}) e`,
      [column(0), column(1), column(2), kinds],
    );
  }
}

/** The steps of one kind, best first. They are taken one after the other until there is enough: `union all` is lazy. */
function tiersOf(kind: Kind, key: string): string[] {
  const from = `from search_entries_${kind} e where`;
  const columns = (tier: Tier) => `select '${kind}' as kind, e.ref, e.text, '${tier}' as tier, e.popularity`;
  const most = (tier: Tier, where: string, bound = '') =>
    `(select * from (${columns(tier)} ${from} ${where} ${bound}) seen order by popularity desc limit $7)`;
  const bounded = (tier: Tier, where: string) => most(tier, where, `limit ${CANDIDATES}`);
  // The popular ones first, from their own small index: what very many names have is found among them already.
  const hotFirst = (tier: Tier, where: string) => [
    most(tier, `e.is_hot and ${where}`),
    bounded(tier, `not e.is_hot and ${where}`),
  ];
  const isWord = key === '' ? 'false' : `(e.key like $3 and e.text ~ $6)`;
  const isPrefix = 'e.text like $2';
  const steps = [bounded('exact', 'e.text = $1'), ...hotFirst('prefix', `${isPrefix} and e.text <> $1`)];
  if (key !== '') steps.push(...hotFirst('word', `${isWord} and e.text not like $2`));
  const rest = `e.text like $5 and not ${isPrefix} and not ${isWord}`;
  if (hasTrigram(key)) return [...steps, ...hotFirst('inside', `e.key like $4 and ${rest}`)];
  const scan = (which: string) =>
    `(${columns('inside')} from (select * ${from} ${which} limit ${SCANNED}) e where ${rest} order by e.popularity desc limit $7)`;
  return [...steps, scan('e.is_hot'), scan('not e.is_hot')];
}

/** A whole word of a key; in scripts that do not part their words, anywhere. */
function patternOf(word: string): string {
  return `case when ${word} is null then '%' when ${word} ~ '^[a-z0-9]+$' then '% ' || ${word} || ' %'
    else '%' || btrim(f_search_key(${word})) || '%' end`;
}
