import { Injectable } from '@nestjs/common';
import type { Page } from '../../../common/page.js';
import { type Album, AlbumMissing, Albums, NotAlbumOwner } from '../../albums/index.js';
import { ArtistMissing, Artists } from '../../artists/index.js';
import { Outbox, type SyncState } from '../../atproto/index.js';
import { Images } from '../../media/index.js';
import { TrackViews } from '../views/track-views.service.js';
import { type AlbumLine, AlbumListsQueries } from './album-lists.queries.js';
import type { AlbumItem, AlbumMetadata, AlbumsQuery, AlbumView, ArtistAlbumItem } from './albums.dto.js';
import { decodeTitlePlace, encodeTitlePlace } from './title-place.rules.js';

/** Album pages: the rows and order of `albums`, with tracks as their viewer sees them. */
@Injectable()
export class AlbumPagesService {
  constructor(
    private readonly albums: Albums,
    private readonly artists: Artists,
    private readonly lists: AlbumListsQueries,
    private readonly tracks: TrackViews,
    private readonly images: Images,
    private readonly outbox: Outbox,
  ) {}

  /** All albums that have something to hear, by title. */
  async everybodys(query: AlbumsQuery): Promise<Page<AlbumItem>> {
    const { lines, nextCursor } = await this.page(null, null, query);
    const items = lines.map((line) => ({ ...this.item(line), artist: line.artist, artist_handle: line.artist_handle }));
    return { items, nextCursor };
  }

  async ofArtist(handle: string, query: AlbumsQuery, viewer: string | null): Promise<Page<ArtistAlbumItem>> {
    const { lines, nextCursor } = await this.page(viewer, await this.didOf(handle), query);
    const standing = await this.standing(lines, viewer);
    return { items: lines.map((line) => this.item(line, standing.get(line.rkey))), nextCursor };
  }

  /** An album by present or former slug; throws ArtistMissing, AlbumMissing. */
  async one(handle: string, slug: string, viewer: string | null): Promise<AlbumView> {
    const album = await this.albums.findBySlug(await this.didOf(handle), slug.normalize('NFC').toLowerCase());
    const line = album && (await this.lists.one(viewer, album.id));
    if (!line) throw new AlbumMissing();
    const trackIds = await this.lists.trackIds(viewer, album.id);
    return { metadata: await this.metadata(line, viewer), tracks: await this.tracks.list(trackIds, viewer) };
  }

  /** Throws AlbumMissing when the viewer does not see it. */
  async metadataOf(albumId: string, viewer: string | null): Promise<AlbumMetadata> {
    const line = await this.lists.one(viewer, albumId);
    if (!line) throw new AlbumMissing();
    return this.metadata(line, viewer);
  }

  /** One's own album; throws AlbumMissing when it cannot be seen, NotAlbumOwner when it is another's. */
  async getOwn(albumId: string, did: string): Promise<Album> {
    const album = (await this.lists.one(did, albumId)) && (await this.albums.findById(albumId));
    if (!album) throw new AlbumMissing();
    if (album.artistDid !== did) throw new NotAlbumOwner();
    return album;
  }

  private async page(viewer: string | null, artistDid: string | null, { limit, cursor }: AlbumsQuery) {
    const after = cursor ? decodeTitlePlace(cursor) : undefined;
    const found = await this.lists.page(viewer, artistDid, { limit, after });
    const lines = found.slice(0, limit);
    const last = found.length > limit ? lines.at(-1) : undefined;
    return { lines, nextCursor: last ? encodeTitlePlace({ title: last.title_place, id: last.id }) : null };
  }

  private async didOf(handle: string): Promise<string> {
    const artist = await this.artists.byHandle(handle);
    if (!artist) throw new ArtistMissing();
    return artist.did;
  }

  /** How the records of those stand that are the viewer's own, by key. */
  private async standing(lines: readonly AlbumLine[], viewer: string | null): Promise<Map<string, SyncState>> {
    const own = lines.filter((line) => line.artist_did === viewer && !line.is_draft).map((line) => line.rkey);
    return viewer === null ? new Map() : this.outbox.standing(viewer, 'list', own);
  }

  private item(line: AlbumLine, standing?: SyncState): ArtistAlbumItem {
    const { id, title, slug, track_count, total_plays, image_id, image_key } = line;
    const urls = image_id && image_key ? this.images.urlsOf(image_id, image_key) : undefined;
    return {
      id,
      title,
      slug,
      track_count,
      total_plays,
      image_url: urls?.image_url ?? null,
      thumbnail_url: urls?.thumbnail_url ?? null,
      ...(standing && { sync_state: standing }),
    };
  }

  private async metadata(line: AlbumLine, viewer: string | null): Promise<AlbumMetadata> {
    const { description, artist_did, artist, artist_handle, list_uri, publish_state, created_at } = line;
    const standing = await this.standing([line], viewer);
    return {
      ...this.item(line, standing.get(line.rkey)),
      description,
      artist_did,
      artist,
      artist_handle,
      list_uri,
      publish_state,
      created_at,
    };
  }
}
