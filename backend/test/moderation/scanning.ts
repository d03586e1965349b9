import { ScanTrackHandler } from '../../src/modules/moderation/scan/scan-track.handler.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { published } from '../tracks/uploading.js';
import { Audd, hears, TOKEN } from './audd.js';

export const WARRIORS = { artist: 'Imagine Dragons', title: 'Warriors' };
export const NAMED = 'Warriors by Imagine Dragons';

export interface ScanRow {
  audio_file_id: string;
  is_flagged: boolean;
  highest_score: number;
  matches: object[];
  raw_response: Record<string, unknown>;
  resolution: string | null;
}

/** A product that has what is published scanned, the scanner, and somebody who publishes. */
export class Scanning {
  private constructor(
    readonly world: World,
    readonly audd: Audd,
    readonly bob: Person,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<Scanning> {
    const audd = await Audd.open();
    const world = await World.open({
      MODERATION_ENABLED: 'true',
      MODERATION_AUDD_API_TOKEN: TOKEN,
      MODERATION_AUDD_API_URL: audd.url,
      ...settings,
    });
    return new Scanning(world, audd, await world.artist('bob'));
  }

  /** A scanner that hears nothing, and that nobody asked. */
  calm(): void {
    this.audd.says = hears();
    this.audd.asked.length = 0;
  }

  /** Publishes a track and waits for all that follows. */
  async published(fields: Parameters<typeof published>[1] = {}): Promise<number> {
    const id = await published(this.bob, fields);
    await this.world.settled();
    return id;
  }

  /** Has a track scanned as the queue would. */
  scan(trackId: number, lastAttempt = false): Promise<void> {
    return this.world.get(ScanTrackHandler).run({ trackId }, { lastAttempt });
  }

  scansOf(trackId: number): Promise<ScanRow[]> {
    return this.world.database.rows('select * from copyright_scans where track_id = $1 order by id', [trackId]);
  }

  /** As if it had never been scanned, nor anything asked. */
  async forget(trackId: number): Promise<void> {
    this.calm();
    await this.world.database.rows('delete from copyright_scans where track_id = $1', [trackId]);
    await this.world.database.rows('update tracks set copyright_flagged = null, copyright_match = null where id = $1', [
      trackId,
    ]);
  }

  async flagSeenBy(who: Visitor, trackId: number): Promise<Partial<TrackView>> {
    const { body } = await who.get<TrackView>(`/tracks/${trackId}`);
    return flagOf(body);
  }

  async close(): Promise<void> {
    await this.world.close();
    this.audd.close();
  }
}

export function flagOf({ copyright_flagged, copyright_match }: TrackView): Partial<TrackView> {
  return { copyright_flagged, copyright_match };
}

export const FLAGGED = { copyright_flagged: true, copyright_match: NAMED };
export const CLEAR = { copyright_flagged: false, copyright_match: null };
export const UNTOLD = { copyright_flagged: null, copyright_match: null };
