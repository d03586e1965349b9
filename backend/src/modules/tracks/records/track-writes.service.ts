import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { Outbox, type OutboxTarget } from '../../atproto/index.js';
import type { Track } from '../track.entity.js';

/** Puts the record of a track into the outbox, or takes it away, in the transaction of the row. */
@Injectable()
export class TrackWrites {
  constructor(private readonly outbox: Outbox) {}

  /** The record is made from the row when it is sent, so changes that still wait become one write. */
  put(tx: Tx, track: Track): Promise<void> {
    return this.outbox.put(tx, target(track));
  }

  remove(tx: Tx, track: Track): Promise<void> {
    return this.outbox.remove(tx, target(track));
  }
}

function target({ artistDid, rkey, id }: Track): OutboxTarget {
  return { did: artistDid, collection: 'track', rkey, subject: { table: 'tracks', key: String(id) } };
}
