import { expect, test } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { type Collection, COLLECTIONS } from '../lexicon/collections.rules.js';
import { HandlesRecord, type RecordHandler } from './record-handler.js';
import { RecordHandlers } from './record-handlers.js';

function handlerOf(collection: Collection): Type<RecordHandler> {
  @HandlesRecord(collection)
  class Deaf implements RecordHandler {
    put = () => Promise.resolve([]);
    remove = () => Promise.resolve();
  }
  return Deaf;
}

async function start(collections: readonly Collection[]): Promise<RecordHandlers> {
  const providers = [RecordHandlers, ...collections.map(handlerOf)];
  const module = Test.createTestingModule({ imports: [DiscoveryModule], providers });
  const application = await (await module.compile()).init();
  return application.get(RecordHandlers);
}

test('each collection finds its handler', async () => {
  const handlers = await start(COLLECTIONS);
  expect(new Set(COLLECTIONS.map((collection) => handlers.of(collection))).size).toBe(COLLECTIONS.length);
});

test('a collection without a handler stops the start-up', async () => {
  await expect(start(COLLECTIONS.filter((name) => name !== 'list'))).rejects.toThrow('nothing handles records of list');
});

test('two handlers of one collection stop the start-up', async () => {
  await expect(start([...COLLECTIONS, 'like'])).rejects.toThrow('two classes handle records of like');
});
