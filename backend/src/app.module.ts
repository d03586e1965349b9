import { type DynamicModule, Module } from '@nestjs/common';
import { AccountModule } from './modules/account/index.js';
import { AlbumsModule } from './modules/albums/index.js';
import { ArtistsModule } from './modules/artists/index.js';
import { AtprotoModule } from './modules/atproto/index.js';
import { AuthModule } from './modules/auth/index.js';
import { CommentsModule } from './modules/comments/index.js';
import { HealthModule } from './modules/health/index.js';
import { JobsModule } from './modules/jobs/index.js';
import { LikesModule } from './modules/likes/index.js';
import { MediaModule } from './modules/media/index.js';
import { ModerationModule } from './modules/moderation/index.js';
import { NowPlayingModule } from './modules/now-playing/index.js';
import { PlaylistsModule } from './modules/playlists/index.js';
import { PreferencesModule } from './modules/preferences/index.js';
import { PreviewsModule } from './modules/previews/index.js';
import { PlaybackQueueModule } from './modules/queue/index.js';
import { SearchModule } from './modules/search/index.js';
import { StatsModule } from './modules/stats/index.js';
import { TagsModule } from './modules/tags/index.js';
import { TracksModule } from './modules/tracks/index.js';
import { ConfigModule, type Settings } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { EphemeralModule } from './platform/ephemeral/index.js';
import { EventsModule } from './platform/events/index.js';
import { HttpModule } from './platform/http/index.js';
import { ObservabilityModule } from './platform/observability/index.js';
import { QueueModule } from './platform/queue/index.js';

/** The ladder: a module calls only those before it, through their front doors; news goes up as events. */
export const LADDER = [
  // ground
  AtprotoModule,
  MediaModule,
  JobsModule,
  // people
  PreferencesModule,
  ArtistsModule,
  AuthModule,
  // about a subject
  TagsModule,
  LikesModule,
  CommentsModule,
  AlbumsModule,
  // hub
  TracksModule,
  // collections
  PlaylistsModule,
  // listening
  PlaybackQueueModule,
  NowPlayingModule,
  // lookout
  ModerationModule,
  SearchModule,
  StatsModule,
  PreviewsModule,
  AccountModule,
  HealthModule,
];

@Module({})
export class AppModule {
  static for(settings: Settings): DynamicModule {
    const platform = [
      ConfigModule.for(settings),
      ObservabilityModule.for(settings),
      DatabaseModule.connected(),
      EphemeralModule,
      QueueModule.for(settings),
      EventsModule,
      HttpModule,
    ];
    return { module: AppModule, imports: [...platform, ...LADDER] };
  }
}
