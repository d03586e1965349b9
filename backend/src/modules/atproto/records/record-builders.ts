import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Collection } from '../lexicon/collections.rules.js';
import { BUILT_COLLECTION, type RecordBuilder } from './record-builder.js';

/** Token of the collections that this product writes; each needs exactly one builder. */
export const WRITTEN_COLLECTIONS = Symbol('written collections');

/** The builder of each collection, from whichever module it comes. */
@Injectable()
export class RecordBuilders implements OnApplicationBootstrap {
  private found: Map<Collection, RecordBuilder> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    @Inject(WRITTEN_COLLECTIONS) private readonly written: readonly Collection[],
  ) {}

  /** Stops the start-up when a collection has no builder, or two. */
  onApplicationBootstrap(): void {
    for (const collection of this.written) this.of(collection);
  }

  of(collection: Collection): RecordBuilder {
    this.found ??= this.find();
    const builder = this.found.get(collection);
    if (!builder) throw new Error(`nothing builds the record of ${collection}`);
    return builder;
  }

  private find(): Map<Collection, RecordBuilder> {
    const found = new Map<Collection, RecordBuilder>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !instance) continue;
      const collection = this.reflector.get<Collection | undefined>(BUILT_COLLECTION, metatype);
      if (!collection || found.get(collection) === instance) continue;
      if (found.has(collection)) throw new Error(`two classes build the record of ${collection}`);
      found.set(collection, instance as RecordBuilder);
    }
    return found;
  }
}
