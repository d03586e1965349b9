import { Injectable } from '@nestjs/common';
import { TrackViews } from '../tracks/index.js';
import { compatibleForm } from './compatible.rules.js';
import type { QueueStateView, QueueView } from './queue.dto.js';
import { type QueueState, withTracks } from './queue.rules.js';
import type { StoredQueue } from './stored-queues.js';

/** Queues as their owners see them: with the tracks as they are now, and without those that are gone. */
@Injectable()
export class QueueViews {
  constructor(private readonly tracks: TrackViews) {}

  async of({ state, revision }: StoredQueue, did: string): Promise<QueueView> {
    const wanted = new Set(state.entries.map(({ track_id }) => track_id));
    const found = new Map((await this.tracks.list([...wanted], did)).map((track) => [track.id, track]));
    const shown = withTracks(state, (trackId) => found.has(trackId));
    const fileOf = new Map([...found].map(([id, track]) => [id, track.file_id]));
    return {
      state: { ...stateView(shown), ...compatibleForm(shown, fileOf) },
      revision,
      tracks: shown.entries.map(({ track_id }) => found.get(track_id)).filter((track) => track !== undefined),
    };
  }
}

type Native = Omit<QueueStateView, 'track_ids' | 'current_index' | 'current_track_id' | 'original_order_ids'>;

function stateView(state: QueueState): Native {
  return {
    entries: [...state.entries],
    current_entry_id: state.currentEntryId,
    progress_ms: state.progressMs,
    repeat_mode: state.repeatMode,
    shuffle: state.shuffle,
    original_entry_ids: [...state.originalEntryIds],
    auto_advance: state.autoAdvance,
    context: state.context,
  };
}
