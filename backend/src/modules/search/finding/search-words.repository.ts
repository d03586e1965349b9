import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { formsOf } from './words.rules.js';

/** A word that names have. */
export interface KnownWord {
  word: string;
  /** In about so many names. */
  uses: number;
}

/** A known word near to one that was typed; `place` says to which. */
export interface NearWord extends KnownWord {
  place: number;
}

const NEAR_EACH = 50;
const ALIKE_EACH = 10;

/** The words of everything that can be found, with what remains of each when a letter is left out. */
@Injectable()
export class SearchWordsRepository {
  constructor(private readonly sql: Sql) {}

  /** Words that are, or are about a slip of the finger from, those given. */
  near(words: readonly string[]): Promise<NearWord[]> {
    const forms = words.flatMap((word, place) => formsOf(word).map((form) => ({ place, form })));
    return this.sql.prepared<NearWord>(
      `select distinct asked.place, near.word, near.uses
         from unnest($1::int[], $2::text[]) as asked (place, form)
        cross join lateral (
          select word, uses from search_words where forms @> array[asked.form]
           order by uses desc limit ${NEAR_EACH}) near`,
      [forms.map(({ place }) => place), forms.map(({ form }) => form)],
    );
  }

  /** Words that share most trigrams with those given: the way to words with more slips than `near` finds. */
  alike(words: readonly string[]): Promise<NearWord[]> {
    return this.sql.prepared<NearWord>(
      `select asked.place, near.word, near.uses
         from unnest($1::text[]) with ordinality as given (typed, nth)
        cross join lateral (select (nth - 1)::int as place) asked
        cross join lateral (
          select word, uses from search_words where word % given.typed
           order by similarity(word, given.typed) desc limit ${ALIKE_EACH}) near`,
      [words],
    );
  }

  /** Those of the words that names have. */
  known(words: readonly string[]): Promise<KnownWord[]> {
    return this.sql.prepared<KnownWord>('select word, uses from search_words where word = any($1)', [words]);
  }

  /** Takes names that are not learned yet, at most so many; they are gone when the transaction commits. */
  async takeUnlearned(tx: Tx, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ text: string }>(
      `with taken as (
         delete from search_unlearned
          where id in (select id from search_unlearned order by id limit $1 for update skip locked) returning text
       ) select text from taken`,
      [limit],
      tx,
    );
    return rows.map(({ text }) => text);
  }

  /** Sorted, so that two who learn the same words at once wait and do not lock each other out. */
  async learn(tx: Tx, uses: ReadonlyMap<string, number>): Promise<void> {
    const words = [...uses.keys()].sort();
    await this.sql.rows(
      `insert into search_words as known (word, uses, forms)
       select word, uses, string_to_array(forms, ' ')
         from unnest($1::text[], $2::int[], $3::text[]) as given (word, uses, forms)
       on conflict (word) do update set uses = known.uses + excluded.uses`,
      [words, words.map((word) => uses.get(word) ?? 0), words.map((word) => formsOf(word).join(' '))],
      tx,
    );
  }
}
