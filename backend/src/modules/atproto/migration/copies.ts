import { isDeepStrictEqual } from 'node:util';
import type { PutEvent } from '../ingest/repo-event.js';
import type { Collections } from '../lexicon/collections.js';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import { inNamespace } from '../lexicon/namespace.rules.js';
import { placeIn } from '../lexicon/place.rules.js';
import { validateRecord } from '../lexicon/validate-record.js';
import type { RemoteRepo } from '../outbox/remote-repo.js';
import type { ReadRecord, RecordReader } from '../records/record-reader.js';
import { KeyTaken } from './migration.errors.js';
import { isSameThing, keyOfCopy, redirected, referencesInto, type StrongRef } from './old-addresses.rules.js';
import { keyOf } from './old-namespace.js';

interface Surroundings {
  did: string;
  from: string;
  repo: RemoteRepo;
  reader: RecordReader;
  collections: Collections;
}

/** Writes the records of one person's old namespace anew; doing it again finds what was written. */
export class Copies {
  /** By the former address; null where nothing stands at the new one. */
  private readonly known = new Map<string, StrongRef | null>();

  constructor(private readonly around: Surroundings) {}

  /**
   * Makes sure that the copy of a record lies in the repository, its references at their new addresses, and tells of it
   * as the network would. A version that is there already is the newer one.
   * @throws {RecordInvalid} {@link KeyTaken} or what the PDS refused
   */
  async make(collection: Collection, { uri, value }: ReadRecord): Promise<PutEvent> {
    const { did, repo, reader, collections } = this.around;
    const place = {
      collection: collections.nsid(collection),
      rkey: keyOfCopy({ collection, rkey: keyOf(uri) }, value),
    };
    const present = await repo.get(place);
    if (present && !isSameThing(collection, present.value, value)) throw new KeyTaken();
    const record = await this.updated(present?.value ?? inNamespace(value, this.around.from, collections.namespace));
    if (typeof value.createdAt === 'string') record.createdAt = value.createdAt;
    validateRecord(collection, collections.toProduction(record));
    const { cid, rev } = isDeepStrictEqual(record, present?.value)
      ? { cid: present?.cid ?? '', rev: null }
      : await repo.put(place, record, present?.cid ?? null);
    this.known.set(uri, { uri: collections.uri(did, collection, place.rkey), cid });
    return { kind: 'put', did, ...place, cid, rev: rev ?? (await reader.rev(did)), value: record };
  }

  private async updated(record: JsonRecord): Promise<JsonRecord> {
    const references = new Map<string, StrongRef>();
    for (const uri of referencesInto(this.around.from, record)) {
      const reference = await this.find(uri);
      if (reference) references.set(uri, reference);
    }
    return redirected(record, references);
  }

  /** What others have not migrated, or what cannot be found out now, keeps its address. */
  private async find(uri: string): Promise<StrongRef | null> {
    const known = this.known.get(uri);
    if (known !== undefined) return known;
    const { did, from, reader } = this.around;
    const place = placeIn(from, uri);
    const asked = place && reader.get(place.did, place.collection, place.rkey);
    const found = (await (place?.did === did ? asked : asked?.catch(() => null))) ?? null;
    const reference = found && { uri: found.uri, cid: found.cid };
    this.known.set(uri, reference);
    return reference;
  }
}
