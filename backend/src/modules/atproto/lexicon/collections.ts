import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { type Collection, collectionOf, COLLECTIONS, nsidOf, PRODUCTION_NAMESPACE } from './collections.rules.js';
import { inNamespace } from './namespace.rules.js';
import { assertSchemas } from './schemas.js';

/** The collections of the configured namespace (AUTH-14); the only place that puts it before a name. */
@Injectable()
export class Collections implements OnModuleInit {
  readonly namespace: string;

  constructor(settings: Settings) {
    this.namespace = settings.atprotoAppNamespace;
  }

  onModuleInit(): void {
    assertSchemas();
  }

  /** `track` → `fm.plyr.dev.track`. */
  nsid(collection: Collection): string {
    return nsidOf(this.namespace, collection);
  }

  /** Every collection that we write, for the OAuth scope. */
  nsids(): string[] {
    return COLLECTIONS.map((collection) => this.nsid(collection));
  }

  /** `fm.plyr.dev.track` → `track`; `undefined` for ids of another namespace. */
  named(nsid: string): Collection | undefined {
    return collectionOf(this.namespace, nsid);
  }

  uri(did: string, collection: Collection, rkey: string): string {
    return `at://${did}/${this.nsid(collection)}/${rkey}`;
  }

  /** A record as the network has it, with the ids of our schemas. */
  toProduction<T>(record: T): T {
    return inNamespace(record, this.namespace, PRODUCTION_NAMESPACE);
  }

  /** A record of ours as the network shall have it. */
  fromProduction<T>(record: T): T {
    return inNamespace(record, PRODUCTION_NAMESPACE, this.namespace);
  }
}
