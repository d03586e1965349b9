import { Injectable } from '@nestjs/common';
import { Artists } from '../artists/index.js';
import { Accounts, Outbox, type SyncState } from '../atproto/index.js';
import { Images, type ImageUrls } from '../media/index.js';
import { TrackViews, type Viewer } from '../tracks/index.js';
import { FirstCoversQueries } from './first-covers.queries.js';
import type { Playlist } from './playlist.entity.js';
import { PlaylistItemsRepository } from './playlist-items.repository.js';
import type { FirstCover, PlaylistView, PlaylistWithTracks } from './playlists.dto.js';
import { PlaylistMissing } from './playlists.errors.js';
import { PlaylistsRepository } from './playlists.repository.js';

/** Playlists as they are shown; as many queries for one as for any number of them. */
@Injectable()
export class PlaylistViews {
  constructor(
    private readonly playlists: PlaylistsRepository,
    private readonly items: PlaylistItemsRepository,
    private readonly accounts: Accounts,
    private readonly artists: Artists,
    private readonly images: Images,
    private readonly firstCovers: FirstCoversQueries,
    private readonly tracks: TrackViews,
    private readonly outbox: Outbox,
  ) {}

  async list(playlists: readonly Playlist[], viewer: Viewer): Promise<PlaylistView[]> {
    const owners = playlists.map(({ ownerDid }) => ownerDid);
    const [people, artists, printed, standing] = await Promise.all([
      this.accounts.everyone(owners),
      this.artists.views(owners),
      this.firstCovers.of(playlists.filter(({ imageId }) => !imageId).map(({ id }) => id)),
      this.standing(playlists, viewer),
    ]);
    const covers = await this.images.urls([
      ...playlists.flatMap(({ imageId }) => imageId ?? []),
      ...[...printed.values()].flat(),
    ]);
    return playlists.map((playlist) => {
      const owner = people.get(playlist.ownerDid);
      const artist = artists.get(playlist.ownerDid);
      const cover = playlist.imageId ? covers.get(playlist.imageId) : undefined;
      return {
        id: playlist.id,
        name: playlist.name,
        owner_did: playlist.ownerDid,
        owner_handle: owner?.handle ?? '',
        owner_display_name: artist?.display_name ?? owner?.display_name ?? null,
        owner_is_artist: artist !== undefined,
        track_count: playlist.trackCount,
        image_url: cover?.image_url ?? null,
        thumbnail_url: cover?.thumbnail_url ?? null,
        first_covers: (printed.get(playlist.id) ?? []).flatMap((imageId) => coverView(covers.get(imageId))),
        show_on_profile: playlist.showOnProfile,
        atproto_record_uri: playlist.uri,
        atproto_record_cid: playlist.cid,
        publish_state: playlist.publishState,
        ...(standing.has(playlist.rkey) && { sync_state: standing.get(playlist.rkey) }),
        created_at: playlist.createdAt.toISOString(),
      };
    });
  }

  /** As it is now. @throws {PlaylistMissing} */
  async one(id: string, viewer: Viewer): Promise<PlaylistView> {
    const playlist = await this.playlists.find(id);
    const [view] = playlist ? await this.list([playlist], viewer) : [];
    if (!view) throw new PlaylistMissing();
    return view;
  }

  /** With every track that the viewer may see, in order. */
  async withTracks(playlist: Playlist, viewer: Viewer): Promise<PlaylistWithTracks> {
    const [view, trackIds] = await Promise.all([this.one(playlist.id, viewer), this.items.trackIds(playlist.id)]);
    return { ...view, tracks: await this.tracks.list(trackIds, viewer) };
  }

  /** How the records of those stand that are the viewer's own, by key. */
  private async standing(playlists: readonly Playlist[], viewer: Viewer): Promise<Map<string, SyncState>> {
    const own = playlists.filter(({ ownerDid }) => ownerDid === viewer).map(({ rkey }) => rkey);
    return viewer === null ? new Map() : this.outbox.standing(viewer, 'list', own);
  }
}

function coverView(urls: ImageUrls | undefined): FirstCover[] {
  return urls ? [{ image_url: urls.image_url, thumbnail_url: urls.thumbnail_url }] : [];
}
