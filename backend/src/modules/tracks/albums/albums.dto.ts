import { ApiSchema } from '@nestjs/swagger';
import { PageOf, PageQuery } from '../../../platform/http/index.js';
import { type PublishState, TrackView } from '../tracks.dto.js';

@ApiSchema({ description: 'An album in the list of its artist.' })
export class ArtistAlbumItem {
  /** @format uuid */
  id!: string;
  title!: string;
  slug!: string;
  track_count!: number;
  total_plays!: number;
  /** Its own cover, else that of its first track that has one. */
  image_url!: string | null;
  thumbnail_url!: string | null;
}

@ApiSchema({ description: 'An album in a list of many artists.' })
export class AlbumItem extends ArtistAlbumItem {
  /** Display name. */
  artist!: string;
  artist_handle!: string;
}

@ApiSchema({ description: 'What is known of an album besides its tracks.' })
export class AlbumMetadata extends AlbumItem {
  description!: string | null;
  artist_did!: string;
  /** The list record that holds its order; null before it is written. */
  list_uri!: string | null;
  publish_state!: PublishState;
  created_at!: string;
}

@ApiSchema({ description: 'An album with its tracks in order.' })
export class AlbumView {
  metadata!: AlbumMetadata;
  tracks!: TrackView[];
}

export class AlbumsQuery extends PageQuery(100, 50) {}
export class AlbumPage extends PageOf('albums', AlbumItem) {}
export class ArtistAlbumPage extends PageOf('albums', ArtistAlbumItem) {}
