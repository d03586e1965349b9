import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Collection } from '../lexicon/collections.rules.js';
import { HANDLED_COLLECTION, type RecordHandler } from './record-handler.js';

/** The handler of each collection, from whichever module it comes. */
@Injectable()
export class RecordHandlers implements OnApplicationBootstrap {
  private found: Map<Collection, RecordHandler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** Stops the start-up when a collection has two handlers. */
  onApplicationBootstrap(): void {
    this.found ??= this.find();
  }

  of(collection: Collection): RecordHandler | undefined {
    this.found ??= this.find();
    return this.found.get(collection);
  }

  private find(): Map<Collection, RecordHandler> {
    const found = new Map<Collection, RecordHandler>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !instance) continue;
      const collection = this.reflector.get<Collection | undefined>(HANDLED_COLLECTION, metatype);
      if (!collection || found.get(collection) === instance) continue;
      if (found.has(collection)) throw new Error(`two classes handle records of ${collection}`);
      found.set(collection, instance as RecordHandler);
    }
    return found;
  }
}
