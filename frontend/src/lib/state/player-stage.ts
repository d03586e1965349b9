import type { Track } from '../api/contract.ts';
import type { FakeFile } from '../player/fake-media.ts';
import type { Playback } from '../player/playback.ts';
import { aTrack } from '../player/sample-track.ts';
import { Stage } from '../player/stage.ts';
import { keptIn, type Kept } from '../util/kept.ts';
import { Player } from './player.svelte.ts';
import { LocalQueueKeeper } from './queue-keeper.ts';
import { Queue } from './queue.svelte.ts';

interface Tracks {
  1: [Track];
  2: [Track, Track];
  3: [Track, Track, Track];
  4: [Track, Track, Track, Track];
}

/** Player and queue on fake elements and a storage that outlives them. For specs, under fake timers. */
export class PlayerStage {
  readonly sound: Stage;
  readonly queue: Queue;
  readonly player: Player;
  readonly said: string[] = [];
  readonly plays: { trackId: number; sessionId: string; heardMs: number }[] = [];
  readonly moments: Playback[] = [];

  constructor(kept: Kept = keptIn(() => sessionStorage)) {
    this.sound = new Stage();
    this.queue = new Queue({ keeper: new LocalQueueKeeper(kept), kept });
    this.player = new Player({
      engine: this.sound.engine,
      queue: this.queue,
      playableOf: (key, track) => ({
        key,
        trackId: track.id,
        kind: 'file',
        sources: [{ url: `/audio/${track.file_id}`, type: null }],
        durationMs: track.duration_ms,
        loudnessLufs: null,
      }),
      reportPlay: (trackId, play) => this.plays.push({ trackId, ...play }),
      say: (message) => this.said.push(message),
      kept,
    });
    this.player.observe({ playback: (moment) => this.moments.push(moment) });
  }

  /** Tracks whose audio can be had. */
  tracks<Count extends keyof Tracks>(count: Count, file: FakeFile = { durationS: 200 }): Tracks[Count] {
    const list = Array.from({ length: count }, (_, index) => aTrack(index + 1));
    for (const track of list) this.sound.files.set(`/audio/${track.file_id}`, file);
    return list as unknown as Tracks[Count];
  }

  /** The ids in playing order; the current one in brackets. */
  get order(): string {
    const { current, sections } = this.queue;
    const rows = sections.flatMap((section) => section.rows.map((row) => String(row.track.id)));
    return [...(current ? [`[${current.track.id}]`] : []), ...rows].join(' ');
  }

  /** The address that sounds. */
  get heard(): string | undefined {
    return this.sound.sounding[0]?.src;
  }
}
