import type { RowRule } from './row-rules.js';

/** What work in progress must be like: it ends, goes on, or says why not. */
export const WORK_RULES: readonly RowRule[] = [
  {
    invariant: 'I6',
    what: 'a job shows no sign of life and was not ended',
    sql: `select id::text as subject from jobs
           where status in ('pending', 'processing') and heartbeat_at < now() - interval '30 minutes'`,
  },
  {
    invariant: 'I6',
    what: 'a job failed and does not say why',
    sql: `select id::text as subject from jobs where status = 'failed' and coalesce(error, '') = ''`,
  },
  {
    invariant: 'I6',
    what: 'an entry of the outbox is due, and nobody sends it',
    sql: `select id::text as subject from pds_outbox
           where state in ('pending', 'sending') and waiting is null and next_attempt_at < now() - interval '15 minutes'
             and not exists (select from pds_outbox first where first.did = pds_outbox.did and first.id < pds_outbox.id
                                and first.state in ('pending', 'sending'))`,
  },
  {
    invariant: 'I6',
    what: 'an entry of the outbox failed and does not say why',
    sql: `select id::text as subject from pds_outbox where state = 'failed' and coalesce(last_error, '') = ''`,
  },
  {
    invariant: 'I6',
    what: 'an upload was accepted, and nothing came of it',
    sql: `select id::text as subject from staged_uploads
           where state = 'claimed' and expires_at < now() - interval '1 day'`,
  },
  {
    invariant: 'I7',
    what: 'a record that was kept aside is not tried again',
    sql: `select uri as subject from parked_records where next_try_at < now() - interval '1 hour'`,
  },
  {
    invariant: 'I7',
    what: 'the cursor is ahead of the clock',
    sql: `select stream as subject from ingest_cursors
           where stream = 'jetstream' and cursor > extract(epoch from now() + interval '1 minute') * 1e6`,
  },
];
