import { Clock } from '../../../common/clock.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  type GoneRecord,
  HandlesRecord,
  type Readdressed,
  type Reception,
  type RecordHandler,
  type RecordSource,
  type SeenRecord,
} from '../../atproto/index.js';
import { incomingTrack } from './incoming-track.rules.js';
import { TracksIntake } from './tracks-intake.service.js';

const NAMELESS: Reception = { kind: 'ignored', reason: 'no_title' };

/** Records of tracks, as the network or a rebuild tells of them. */
@HandlesRecord('track')
export class TrackRecordHandler implements RecordHandler {
  constructor(
    private readonly intake: TracksIntake,
    private readonly clock: Clock,
  ) {}

  async put(tx: Tx, records: readonly SeenRecord[], source: RecordSource): Promise<Reception[]> {
    const now = this.clock.now();
    const tracks = records.flatMap((record) => incomingTrack(record, now) ?? []);
    const answers = await this.intake.take(tx, tracks, source);
    return records.map(({ uri }) => answers.get(uri) ?? NAMELESS);
  }

  remove(tx: Tx, records: readonly GoneRecord[]): Promise<void> {
    return this.intake.withdraw(tx, records);
  }

  async readdress(tx: Tx, moved: Readdressed): Promise<void> {
    if (moved.collection === 'track') await this.intake.readdress(tx, moved);
  }
}
