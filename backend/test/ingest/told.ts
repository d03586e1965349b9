import { nextTid } from '../../src/common/ids.js';
import {
  type DeleteEvent,
  Intake,
  type Outcome,
  type PutEvent,
  type RepoEvent,
} from '../../src/modules/atproto/index.js';
import type { World } from '../harness/world.js';

/** Any cid of a record; ours are compared as text only. */
export const SOME_CID = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';
export const OTHER_CID = 'bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454';

type Place = Pick<PutEvent, 'did' | 'rkey' | 'rev' | 'cid'> & { value: Record<string, unknown> };

/** What a host could say of a record of ours; each with a rev later than the ones before. */
export class Told {
  constructor(private readonly world: World) {}

  put(collection: string, { value, ...place }: Partial<Place> & { did: string }): PutEvent {
    const nsid = this.world.pds.nsid(collection);
    const rev = nextTid();
    return {
      kind: 'put',
      collection: nsid,
      rkey: nextTid(),
      rev,
      cid: SOME_CID,
      ...place,
      value: { $type: nsid, createdAt: new Date().toISOString(), ...value },
    };
  }

  /** The same record in another version. */
  changed(event: PutEvent, value: Record<string, unknown>, rev = nextTid()): PutEvent {
    return { ...event, rev, cid: OTHER_CID, value: { ...event.value, ...value } };
  }

  gone({ did, collection, rkey }: PutEvent, rev = nextTid()): DeleteEvent {
    return { kind: 'delete', did, collection, rkey, rev };
  }

  receive(...events: RepoEvent[]): Promise<Outcome[]> {
    return this.world.get(Intake).receive(events, { source: 'stream' });
  }
}

export function uriOf({ did, collection, rkey }: RepoEvent): string {
  return `at://${did}/${collection}/${rkey}`;
}
