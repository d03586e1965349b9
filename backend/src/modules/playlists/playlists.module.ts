import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlbumsModule } from '../albums/index.js';
import { ArtistsModule } from '../artists/index.js';
import { AtprotoModule } from '../atproto/index.js';
import { LikesModule } from '../likes/index.js';
import { MediaModule } from '../media/index.js';
import { TracksModule } from '../tracks/index.js';
import { FirstCoversQueries } from './first-covers.queries.js';
import { ingestProviders } from './ingest/index.js';
import { ListOrdersController } from './order/list-orders.controller.js';
import { ListOrders } from './order/list-orders.service.js';
import { PlaylistCovers } from './playlist-covers.js';
import { PlaylistEditsController } from './playlist-edits.controller.js';
import { PlaylistItemsRepository } from './playlist-items.repository.js';
import { PlaylistItemsService } from './playlist-items.service.js';
import { PlaylistTrack } from './playlist-track.entity.js';
import { PlaylistViews } from './playlist-views.service.js';
import { Playlist } from './playlist.entity.js';
import { PlaylistsController } from './playlists.controller.js';
import { PlaylistsRepository } from './playlists.repository.js';
import { PlaylistsService } from './playlists.service.js';
import { recordProviders } from './records/index.js';
import { syncProviders } from './sync/index.js';

const rows = [PlaylistsRepository, PlaylistItemsRepository, PlaylistCovers, FirstCoversQueries];
const rules = [PlaylistsService, PlaylistItemsService, PlaylistViews, ListOrders];

@Module({
  imports: [
    TypeOrmModule.forFeature([Playlist, PlaylistTrack]),
    AtprotoModule,
    MediaModule,
    ArtistsModule,
    LikesModule,
    AlbumsModule,
    TracksModule,
  ],
  controllers: [PlaylistsController, PlaylistEditsController, ListOrdersController],
  providers: [...rows, ...rules, ...recordProviders, ...ingestProviders, ...syncProviders],
})
export class PlaylistsModule {}
