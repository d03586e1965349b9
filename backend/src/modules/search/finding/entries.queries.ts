import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { Kind } from '../kinds.js';
import { anchorOf, type TypedWord } from './anchors.rules.js';
import type { Guess } from './guesses.rules.js';
import { hasTrigram, likeLiteral, regexLiteral } from './patterns.rules.js';
import type { Tier } from './relevance.rules.js';
import { wordsOf } from './words.rules.js';

/** What was typed, as names are indexed. */
export interface Typed {
  /** As `f_search_text` writes it. */
  text: string;
  /** As `f_search_key` spells it. */
  key: string;
  /** Its words, in their order. */
  words: TypedWord[];
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
    const [row] = await this.sql.prepared<Omit<Typed, 'words'>>(
      `select text, btrim(f_search_key(text)) as key from (select f_search_text($1) as text) typed`,
      [q],
    );
    if (!row) throw new Error('a select without from has a row');
    return { ...row, words: await this.typedWords(wordsOf(row.text)) };
  }

  private typedWords(words: readonly string[]): Promise<TypedWord[]> {
    return this.sql.prepared<TypedWord>(
      `select btrim(f_search_key(typed.word)) as key, coalesce(known.uses, 0) as uses
         from unnest($1::text[]) with ordinality as typed (word, place)
         left join search_words known on known.word = typed.word
        order by typed.place`,
      [words],
    );
  }

  /**
   * Names that are what was typed, begin with it, have a word that begins with it, or have it inside, in this order;
   * of each kind as many as an answer may need.
   */
  found({ text, key, words }: Typed, kinds: readonly Kind[]): Promise<Candidate[]> {
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
        anchorOf(words) ?? `%${key}%`,
        `%${likeLiteral(text)}%`,
        `\\m${regexLiteral(text)}`,
        `${likeLiteral(text)}%`,
      ],
    );
  }

  /** Names that have all words of one of the guesses. */
  async guessed(guesses: readonly Guess[], kinds: readonly Kind[]): Promise<Candidate[]> {
    if (guesses.length === 0) return [];
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
  const steps = new Steps(kind);
  // As a range, because a plan that is kept cannot know that a pattern is a prefix.
  const isPrefix = '(e.text ~>=~ $1 and e.text ~<=~ $2 and e.text like $7)';
  const first = [
    ...steps.hotFirst('exact', 'e.text = $1'),
    ...steps.hotFirst('prefix', `${isPrefix} and e.text <> $1`),
  ];
  return [...first, ...(hasTrigram(key) ? withinByIndex(steps) : withinSome(steps, key))];
}

const BEYOND_BEGINNING = 'e.text like $5 and e.text not like $7';
const AT_A_WORD = 'e.text ~ $6';

/** At the beginning of a word, then inside. */
function withinByIndex(steps: Steps): string[] {
  const where = `e.key like $4 and ${BEYOND_BEGINNING}`;
  // One walk finds both, where it comes to its end.
  const isWhole = `(select count(*) from walked) <= ${CANDIDATES}`;
  const walked = [
    steps.of('walked', 'word', `${isWhole} and ${AT_A_WORD}`),
    steps.bounded('word', `not ${isWhole} and not e.is_hot and ${where} and ${AT_A_WORD}`),
    steps.most('inside', `e.is_hot and ${where} and not ${AT_A_WORD}`),
    steps.of('walked', 'inside', `not ${AT_A_WORD}`),
  ];
  return [
    steps.most('word', `e.is_hot and ${where} and ${AT_A_WORD}`),
    `(with walked as materialized (${steps.some(`not e.is_hot and ${where}`, CANDIDATES + 1)}) ${walked.join(' union all ')})`,
  ];
}

/** The same where no index helps inside of words: among the popular ones, and some others. */
function withinSome(steps: Steps, key: string): string[] {
  const isWord = key === '' ? 'false' : `(e.key like $3 and ${AT_A_WORD})`;
  const rest = `${BEYOND_BEGINNING} and not ${isWord}`;
  return [
    ...(key === '' ? [] : steps.hotFirst('word', `${isWord} and e.text not like $7`)),
    steps.most('inside', `e.is_hot and ${rest}`),
    steps.of(`(${steps.some('not e.is_hot', SCANNED)})`, 'inside', rest),
  ];
}

/** Selects of the entries of one kind. */
class Steps {
  private readonly table: string;

  constructor(private readonly kind: Kind) {
    this.table = `search_entries_${kind}`;
  }

  /** The most popular of a tier. */
  of(table: string, tier: Tier, where: string): string {
    return `(${this.columns(tier)} from ${table} e where ${where} order by e.popularity desc limit ${EACH})`;
  }

  most(tier: Tier, where: string, bound = ''): string {
    const seen = `${this.columns(tier)} from ${this.table} e where ${where} ${bound}`;
    return `(select * from (${seen}) seen order by popularity desc limit ${EACH})`;
  }

  bounded(tier: Tier, where: string): string {
    return this.most(tier, where, `limit ${CANDIDATES}`);
  }

  /** The popular ones first, from their own small index: what very many names have is found among them already. */
  hotFirst(tier: Tier, where: string): string[] {
    return [this.most(tier, `e.is_hot and ${where}`), this.bounded(tier, `not e.is_hot and ${where}`)];
  }

  /** Any, with all their columns. */
  some(where: string, bound: number): string {
    return `select * from ${this.table} e where ${where} limit ${bound}`;
  }

  private columns(tier: Tier): string {
    return `select '${this.kind}' as kind, e.ref, e.text, '${tier}' as tier, e.popularity`;
  }
}
