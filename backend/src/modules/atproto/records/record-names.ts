import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { type Collection, nsidOf } from '../lexicon/collections.rules.js';
import { namesOf } from '../lexicon/place.rules.js';

/** By which addresses records are named; whoever looks for one that others speak of asks here (AUTH-15). */
@Injectable()
export class RecordNames {
  private readonly present: string;
  private readonly former: string | undefined;

  constructor({ atprotoAppNamespace, atprotoOldAppNamespace }: Settings) {
    this.present = atprotoAppNamespace;
    this.former = atprotoOldAppNamespace;
  }

  /** All that may be known of the record that is named here, the given address first. */
  of(uri: string): readonly string[] {
    return namesOf(uri, this.present, this.former);
  }

  /** Those of any number of records, each once. */
  ofAll(uris: Iterable<string>): string[] {
    return [...new Set([...uris].flatMap((uri) => this.of(uri)))];
  }

  /** Between owner and key in the addresses of one kind: before the migration, where there was one, and since. */
  folders(collection: Collection): { former: string | undefined; present: string } {
    const folder = (namespace: string) => `/${nsidOf(namespace, collection)}/`;
    return { former: this.former && folder(this.former), present: folder(this.present) };
  }

  /** What is meant by each of these, as far as it is among what is known by its address. */
  meant<T>(uris: Iterable<string>, known: ReadonlyMap<string, T>): Map<string, T> {
    const found = new Map<string, T>();
    for (const uri of uris) {
      const name = this.of(uri).find((one) => known.has(one));
      const thing = name === undefined ? undefined : known.get(name);
      if (thing !== undefined) found.set(uri, thing);
    }
    return found;
  }
}
