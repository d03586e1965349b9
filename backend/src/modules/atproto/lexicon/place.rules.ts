import { type Collection, collectionOf, nsidOf } from './collections.rules.js';

/** Where a record stands. */
export interface Place {
  did: string;
  collection: Collection;
  rkey: string;
}

/** The parts of an address in this namespace; `undefined` for any other. */
export function placeIn(namespace: string, uri: string): Place | undefined {
  const [, did, nsid, rkey] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri) ?? [];
  const collection = nsid === undefined ? undefined : collectionOf(namespace, nsid);
  return did !== undefined && collection && rkey !== undefined ? { did, collection, rkey } : undefined;
}

/**
 * The addresses under which the record that is named here may stand, first this one: what is migrated keeps its key, so
 * each address of the former namespace is one of the present (AUTH-15), and what others wrote before goes on naming it.
 */
export function namesOf(uri: string, present: string, former: string | undefined): readonly string[] {
  if (former === undefined || former === present) return [uri];
  const other = sameIn(former, uri, present) ?? sameIn(present, uri, former);
  return other === undefined ? [uri] : [uri, other];
}

function sameIn(from: string, uri: string, to: string): string | undefined {
  const place = placeIn(from, uri);
  return place && `at://${place.did}/${nsidOf(to, place.collection)}/${place.rkey}`;
}
