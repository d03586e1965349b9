import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type Collection, COLLECTIONS } from '../lexicon/collections.rules.js';
import { HANDLED_COLLECTION, type RecordHandler } from './record-handler.js';

/** The handler of each collection, from whichever module it comes. */
@Injectable()
export class RecordHandlers implements OnApplicationBootstrap {
  private found: Map<Collection, RecordHandler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** Stops the start-up when a collection has no handler, or two. */
  onApplicationBootstrap(): void {
    for (const collection of COLLECTIONS) this.of(collection);
  }

  of(collection: Collection): RecordHandler {
    this.found ??= this.find();
    const handler = this.found.get(collection);
    if (!handler) throw new Error(`nothing handles records of ${collection}`);
    return handler;
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
