import type { ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Collections } from './lexicon/collections.js';
import type { Collection } from './lexicon/collections.rules.js';
import { Deliveries } from './outbox/deliveries.js';
import { DeliveriesRepository } from './outbox/deliveries.repository.js';
import { OutboxEntry } from './outbox/outbox-entry.entity.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { PublishOutboxHandler } from './outbox/publish-outbox.handler.js';
import { Publisher } from './outbox/publisher.js';
import { PurgeOutboxHandler } from './outbox/purge-outbox.handler.js';
import { SweepOutboxHandler } from './outbox/sweep-outbox.handler.js';
import { RecordBuilders, WRITTEN_COLLECTIONS } from './records/record-builders.js';

const written: readonly Collection[] = ['track', 'like', 'comment', 'list', 'actor.profile'];

/** Everything that writing records needs, but the `RepoAccess` that says in whose name. */
export const publishing = {
  imports: [DiscoveryModule, TypeOrmModule.forFeature([OutboxEntry])],
  providers: [
    Collections,
    RecordBuilders,
    { provide: WRITTEN_COLLECTIONS, useValue: written },
    Outbox,
    OutboxRepository,
    Deliveries,
    DeliveriesRepository,
    Publisher,
    PublishOutboxHandler,
    SweepOutboxHandler,
    PurgeOutboxHandler,
  ],
} satisfies ModuleMetadata;
