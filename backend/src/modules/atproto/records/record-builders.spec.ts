import { expect, test } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { Collection } from '../lexicon/collections.rules.js';
import { BuildsRecord, type RecordBuilder } from './record-builder.js';
import { RecordBuilders, WRITTEN_COLLECTIONS } from './record-builders.js';

class Silent implements RecordBuilder {
  build = () => Promise.resolve(null);
  confirmed = () => Promise.resolve();
  failed = () => Promise.resolve();
}

@BuildsRecord('track')
class Tracks extends Silent {}

@BuildsRecord('track')
class MoreTracks extends Silent {}

@BuildsRecord('like')
class Likes extends Silent {}

async function start(builders: Type[], written: Collection[]): Promise<RecordBuilders> {
  const module = Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [RecordBuilders, { provide: WRITTEN_COLLECTIONS, useValue: written }, ...builders],
  });
  const application = await (await module.compile()).init();
  return application.get(RecordBuilders);
}

test('each collection finds its builder', async () => {
  const builders = await start([Tracks, Likes], ['track', 'like']);
  expect(builders.of('track')).toBeInstanceOf(Tracks);
  expect(builders.of('like')).toBeInstanceOf(Likes);
});

test('a written collection without a builder stops the start-up', async () => {
  await expect(start([Tracks], ['track', 'like'])).rejects.toThrow('nothing builds the record of like');
});

test('two builders of one collection stop the start-up', async () => {
  await expect(start([Tracks, MoreTracks], ['track'])).rejects.toThrow('two classes build the record of track');
});
