import { Injectable } from '@nestjs/common';
import { uuid } from '../../common/ids.js';
import { Transactions, type Tx } from '../../platform/database/index.js';
import { Events } from '../../platform/events/index.js';
import { Preferences } from '../preferences/index.js';
import { adapted } from './compatible.rules.js';
import { FileTracksQueries } from './file-tracks.queries.js';
import type { QueueChange, QueueView } from './queue.dto.js';
import { QueueConflict } from './queue.errors.js';
import { QueueRepository } from './queue.repository.js';
import { changed, emptyQueue, type QueueState } from './queue.rules.js';
import { QueueViews } from './queue-views.service.js';
import { type StoredQueue, storedOf, StoredQueues } from './stored-queues.js';

/** What each account is going to hear, the same on all of its devices. */
@Injectable()
export class PlaybackQueue {
  constructor(
    private readonly rows: QueueRepository,
    private readonly stored: StoredQueues,
    private readonly views: QueueViews,
    private readonly files: FileTracksQueries,
    private readonly preferences: Preferences,
    private readonly transactions: Transactions,
    private readonly events: Events,
  ) {}

  /** As it is stored; who never had one has an empty one, revision 0. */
  async of(did: string): Promise<StoredQueue> {
    return (await this.stored.of(did)) ?? this.untouched(did);
  }

  /** With its tracks as they are now. */
  shown(stored: StoredQueue, did: string): Promise<QueueView> {
    return this.views.of(stored, did);
  }

  /** Writes over revision `expected`, or over any; throws {@link QueueConflict} with the queue that is there. */
  async change(did: string, change: QueueChange, expected?: number): Promise<StoredQueue> {
    const untouched = await this.untouched(did);
    const written = await this.transactions.run((tx) => this.write(tx, did, { change, expected, untouched }));
    this.stored.forget({ did });
    if (!written) return this.refuse(did);
    await this.events.broadcast('queue.changed', { did });
    return written;
  }

  /** Forgets it with its account. */
  async purge(did: string): Promise<void> {
    await this.rows.remove(did);
    await this.events.broadcast('queue.changed', { did });
  }

  private async write(tx: Tx, did: string, wish: Wish): Promise<StoredQueue | undefined> {
    const row = await this.rows.lock(tx, did);
    const before = row ? storedOf(row) : wish.untouched;
    if (wish.expected !== undefined && wish.expected !== before.revision) return undefined;
    const state = changed(before.state, await this.meant(tx, did, wish.change, before.state));
    const revision = await this.rows.save(tx, did, state, before.revision);
    // Another first write came between; its row is there now.
    return revision === undefined ? this.write(tx, did, wish) : { state, revision };
  }

  /** A write in either form, in the words of the rules. Native entries go before the compatible form of the same write. */
  private async meant(tx: Tx, did: string, change: QueueChange, before: QueueState): Promise<Partial<QueueState>> {
    const own = fieldsOf(change);
    if (change.entries || !change.track_ids) return own;
    const form = { ...change, track_ids: change.track_ids };
    const named = [...form.track_ids, ...(form.original_order_ids ?? []), form.current_track_id ?? ''];
    const tracks = await this.files.ofFiles(tx, named, did);
    return { ...own, ...adapted(form, before, tracks, uuid) };
  }

  private async refuse(did: string): Promise<never> {
    const { state, revision } = await this.views.of(await this.of(did), did);
    throw new QueueConflict({ state, revision });
  }

  private async untouched(did: string): Promise<StoredQueue> {
    const { autoAdvance } = await this.preferences.of(did);
    return { state: emptyQueue(autoAdvance), revision: 0 };
  }
}

interface Wish {
  change: QueueChange;
  expected: number | undefined;
  untouched: StoredQueue;
}

function fieldsOf(change: QueueChange): Partial<QueueState> {
  const fields = {
    entries: change.entries,
    currentEntryId: change.current_entry_id,
    progressMs: change.progress_ms,
    repeatMode: change.repeat_mode,
    shuffle: change.shuffle,
    originalEntryIds: change.original_entry_ids,
    autoAdvance: change.auto_advance,
    context: change.context,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
