import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'How much there is to hear.' })
export class StatsView {
  total_plays!: number;
  total_tracks!: number;
  total_artists!: number;
  total_duration_seconds!: number;
}

export class CountedTrack {
  id!: number;
  title!: string;
  /** Plays; of the most liked track its likes. */
  play_count!: number;
}

@ApiSchema({ description: 'What an artist has published, and how it is received.' })
export class AnalyticsView {
  total_plays!: number;
  total_items!: number;
  top_item!: CountedTrack | null;
  top_liked!: CountedTrack | null;
  total_duration_seconds!: number;
}
