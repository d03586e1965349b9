import { setTimeout as sleep } from 'node:timers/promises';
import * as track from '../../../lexicons/generated/fm/plyr/track.ts';
import { runningProduct } from './running-product.ts';

/** The collection names of a product on one machine. */
const NAMESPACE = 'fm.plyr.dev';
const PATIENCE_MS = 20_000;

export type TrackRecord = Record<string, unknown> & { $type: string; title: string };

/** The records that the network sees in a repository: asked of the PDS without any key of ours. */
export async function recordsOf<Value = Record<string, unknown>>(
  did: string,
  collection: string,
): Promise<{ uri: string; value: Value }[]> {
  const query = new URLSearchParams({ repo: did, collection: `${NAMESPACE}.${collection}`, limit: '100' });
  const response = await fetch(`${runningProduct().pdsUrl}/xrpc/com.atproto.repo.listRecords?${query.toString()}`);
  if (!response.ok) throw new Error(`the PDS answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { records: { uri: string; value: Value }[] }).records;
}

export const trackRecords = (did: string) => recordsOf<TrackRecord>(did, 'track');

/** The record with this title, once it is there. */
export async function trackRecord(did: string, title: string): Promise<TrackRecord> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(200)) {
    const found = (await trackRecords(did)).find(({ value }) => value.title === title);
    if (found) return found.value;
  }
  throw new Error(`no record of "${title}" reached the PDS`);
}

/** What the published lexicon says about a record; empty when it is sound. */
export function faultsOf(record: TrackRecord): string[] {
  const inProduction = { ...record, $type: record.$type.replace(NAMESPACE, 'fm.plyr') };
  const result = track.main.$safeValidate(inProduction);
  return result.success ? [] : [result.reason.message];
}
