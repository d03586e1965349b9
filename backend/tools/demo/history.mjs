import pg from 'pg';

const PROGRESS = 'demo:progress';
/** Long enough for a slow machine between two tracks, short enough that a page forgets a seed that was stopped. */
const PROGRESS_LIFE = '10 minutes';
const LAST_WORD_LIFE = '20 seconds';

/**
 * What no route can do: a past. It is written straight to the database of the local instance, and only for tracks of
 * the demo: when they were published, and the plays since.
 */
export class History {
  #pool;

  constructor(databaseUrl) {
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'demo' });
  }

  /** Told right after the track was reserved, so that its record carries the same time. */
  async date(trackId, hoursAgo) {
    await this.#pool.query(
      `update tracks set created_at = now() - make_interval(mins => $2) where id = $1 and published_at is null`,
      [trackId, Math.round(hoursAgo * 60)],
    );
  }

  /** Plays from then to now, events and counter in one statement; a second time does nothing. */
  async play(trackId, plays) {
    await this.#pool.query(
      `with played as (
         insert into play_events (track_id, listener_key, source, ref, listened_ms, is_counted, created_at)
         select id, sha256(convert_to('demo listener ' || (random() * 900)::int, 'utf8')), 'web', 'demo',
                (duration_ms * (0.3 + 0.7 * random()))::int, true,
                created_at + (now() - created_at) * power(random(), 1.7)
           from tracks, generate_series(1, $2)
          where id = $1 and not exists (select from play_events where track_id = $1 and ref = 'demo')
         returning track_id
       )
       update tracks set play_count = play_count + (select count(*) from played) where id = $1`,
      [trackId, plays],
    );
  }

  /** How far it is, for the pages (`GET /config`). */
  async tell({ done, total }) {
    await this.#pool.query(
      `insert into ephemeral (key, value, expires_at) values ($1, $2, now() + $3::interval)
       on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`,
      [PROGRESS, JSON.stringify({ done, total }), done < total ? PROGRESS_LIFE : LAST_WORD_LIFE],
    );
  }

  async close() {
    await this.#pool.end();
  }
}
