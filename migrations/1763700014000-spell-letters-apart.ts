import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOREIGN_PUNCTUATION = String.raw`\u2000-\u206f\u3000-\u303f\u30fb\uff01-\uff0f`;
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Shares no factor with 36 to the third, so that every letter of a script has another spelling. */
const SPREAD = 7919;

/**
 * Letters beyond ASCII were spelled by their code points, which begin alike in all of a script: every title in Cyrillic
 * was in the index under the same few trigrams, and looking for one walked through all of them. Spread over the digits of
 * base 36, three for a letter, a trigram is one letter, or two neighbours.
 */
export class SpellLettersApart1763700014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const digit = (worth: string) => `substr('${DIGITS}', (${worth} % 36)::int + 1, 1)`;
    await spell(
      db,
      `select string_agg(case when code < 128 then letter
                else ${digit('(spread / 1296)')} || ${digit('(spread / 36)')} || ${digit('spread')} end, '' order by place)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await spell(
      db,
      `select string_agg(case when code < 128 then letter else lpad(to_hex(code), 4, '0') end, '' order by place)`,
    );
  }
}

async function spell(db: QueryRunner, letters: string): Promise<void> {
  await db.query(`
    create or replace function f_search_key(name text) returns text language plpgsql immutable strict parallel safe as $$
    declare
      spelled text := name;
    begin
      if name ~ '[^ -~]' then
        ${letters} into spelled
          from string_to_table(regexp_replace(name, '[${FOREIGN_PUNCTUATION}]', ' ', 'g'), null)
                 with ordinality as letters (letter, place)
         cross join lateral (select ascii(letter) as code) c
         cross join lateral (select (code::bigint * ${SPREAD}) % 46656 as spread) s;
      end if;
      return ' ' || btrim(regexp_replace(replace(spelled, '''', ''), '[^a-z0-9]+', ' ', 'g')) || ' ';
    end $$
  `);
  await db.query(`update search_entries set key = f_search_key(text) where text ~ '[^ -~]'`);
}
