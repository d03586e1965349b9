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

/** Words that a name must have. */
export type Guess = readonly string[];

/** Sorts after every letter. */
const LAST_LETTER = '\u{10ffff}';
/** As many names that are not popular are looked at, for each step below, before the most popular are chosen among them. */
const CANDIDATES = 1000;
/** As many rows are read where no index can help, besides the popular ones: all of a small catalogue. */
const SCANNED = 5_000;
/** The most that are shown of a kind, and some that take the place of those hidden since, or found twice. */
const EACH = 70;
const NEAR_CANDIDATES = 60;

/** Reads `search_entries`. Every step is bounded, also for a word that every tenth title has. */
@Injectable()
export class EntriesQueries {
  constructor(private readonly sql: Sql) {}

  async typed(q: string): Promise<Typed> {
    const [row] = await this.sql.prepared<Typed>(
      `select text, btrim(f_search_key(text)) as key from (select f_search_text($1) as text) typed`,
      [q],
    );
    if (!row) throw new Error('a select without from has a row');
    return row;
  }

  /**
   * Names that are what was typed, begin with it, have a word that begins with it, or have it inside, in this order;
   * of each kind as many as an answer may need.
   */
  found({ text, key }: Typed, kinds: readonly Kind[]): Promise<Candidate[]> {
    const blocks = kinds.map(
      (kind) => `(select * from (${tiersOf(kind, key).join(' union all ')}) found limit ${EACH})`,
    );
    return this.sql.prepared<Candidate>(
      // Each parameter is named here once, so that its type is known even when no tier needs it.
      `with given as (select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text)
       ${blocks.join(' union all ')}`,
      [
        text,
        `${text}${LAST_LETTER}`,
        `% ${key}%`,
        `%${key}%`,
        `%${likeLiteral(text)}%`,
        `\\m${regexLiteral(text)}`,
        `${likeLiteral(text)}%`,
      ],
    );
  }

  /** Names that have all words of one of the guesses. */
  guessed(guesses: readonly Guess[], kinds: readonly Kind[]): Promise<Candidate[]> {
    const part = (where: string, bound = '') =>
      `(select * from (select ref, text, popularity from search_entries e
          where e.kind = kinds.kind and ${where} and string_to_array(btrim(e.key), ' ') @> meant.words ${bound}) seen
         order by popularity desc limit ${NEAR_CANDIDATES})`;
    return this.sql.prepared<Candidate>(
      `select distinct on (kinds.kind, e.ref, e.text) kinds.kind, e.ref, e.text, e.popularity, 'near' as tier
         from unnest($1::text[]) as guess
        cross join lateral (select string_to_array(btrim(f_search_key(guess)), ' ') as words) meant
        cross join unnest($2::text[]) as kinds (kind)
        cross join lateral (${part('e.is_hot')} union all ${part('not e.is_hot', `limit ${CANDIDATES}`)}) e`,
      [guesses.map((words) => words.join(' ')), kinds],
    );
  }
}

/** The steps of one kind, best first. They are taken one after the other until there is enough: `union all` is lazy. */
function tiersOf(kind: Kind, key: string): string[] {
  const from = `from search_entries_${kind} e where`;
  const columns = (tier: Tier) => `select '${kind}' as kind, e.ref, e.text, '${tier}' as tier, e.popularity`;
  const most = (tier: Tier, where: string, bound = '') =>
    `(select * from (${columns(tier)} ${from} ${where} ${bound}) seen order by popularity desc limit ${EACH})`;
  const bounded = (tier: Tier, where: string) => most(tier, where, `limit ${CANDIDATES}`);
  // The popular ones first, from their own small index: what very many names have is found among them already.
  const hotFirst = (tier: Tier, where: string) => [
    most(tier, `e.is_hot and ${where}`),
    bounded(tier, `not e.is_hot and ${where}`),
  ];
  const isWord = key === '' ? 'false' : `(e.key like $3 and e.text ~ $6)`;
  // As a range, because a plan that is kept cannot know that a pattern is a prefix.
  const isPrefix = `(e.text ~>=~ $1 and e.text ~<=~ $2 and e.text like $7)`;
  const steps = [...hotFirst('exact', 'e.text = $1'), ...hotFirst('prefix', `${isPrefix} and e.text <> $1`)];
  if (key !== '') steps.push(...hotFirst('word', `${isWord} and e.text not like $7`));
  const rest = `e.text like $5 and e.text not like $7 and not ${isWord}`;
  if (hasTrigram(key)) return [...steps, ...hotFirst('inside', `e.key like $4 and ${rest}`)];
  const some = `(select * ${from} not e.is_hot limit ${SCANNED}) e`;
  const scan = `(${columns('inside')} from ${some} where ${rest} order by e.popularity desc limit ${EACH})`;
  return [...steps, most('inside', `e.is_hot and ${rest}`), scan];
}
