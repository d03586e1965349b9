import { SECOND_MS } from '../../../../common/clock.js';
import type { JsonRecord } from '../../lexicon/merge.rules.js';
import type { Message, NetworkEvent } from './source.js';

const REWOUND_US = 10 * SECOND_MS * 1000;

/** Hosts do not tell of events in the very same order, so a little is heard twice (ING-02). */
export function cursorAfterPause(cursor: number): number {
  return cursor - REWOUND_US;
}

/** @throws when it is no event of Jetstream; one of a kind that we do not know is a message that says nothing to us */
export function jetstreamMessage(json: unknown): Message {
  const event = fields(json, 'the event');
  const did = text(event.did, 'did');
  const cursor = event.time_us;
  if (typeof cursor !== 'number' || !Number.isSafeInteger(cursor)) throw new Error('time_us is no whole number');
  const told = toldBy(did, event);
  const message = { cursor, at: cursor / 1000, did };
  return told ? { ...message, read: () => Promise.resolve([told]) } : message;
}

function toldBy(did: string, event: JsonRecord): NetworkEvent | undefined {
  if (event.kind === 'identity') return { kind: 'identity', did };
  if (event.kind === 'account') {
    const { active, status } = fields(event.account, 'account');
    if (typeof active !== 'boolean') throw new Error('active is not a boolean');
    return { kind: 'account', did, active, ...(typeof status === 'string' ? { status } : {}) };
  }
  return event.kind === 'commit' ? written(did, fields(event.commit, 'commit')) : undefined;
}

function written(did: string, { operation, cid, record, ...commit }: JsonRecord): NetworkEvent | undefined {
  const collection = text(commit.collection, 'collection');
  const about = { did, collection, rkey: text(commit.rkey, 'rkey'), rev: text(commit.rev, 'rev') };
  if (operation === 'delete') return { kind: 'delete', ...about };
  if (operation !== 'create' && operation !== 'update') return undefined;
  return { kind: 'put', ...about, cid: text(cid, 'cid'), value: fields(record, 'record') };
}

function fields(value: unknown, name: string): JsonRecord {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonRecord;
  throw new Error(`${name} is no object`);
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${name} is no text`);
}
