import { untrack } from 'svelte';
import type { Me } from '#lib/api/contract.ts';
import type { ArtistAlbumList } from '#lib/features/albums/albums-of.ts';
import type { PlaylistShelf } from '#lib/features/library/playlist-shelf.svelte.ts';
import type { FileLimits } from '#lib/features/upload/files.rules.ts';
import type { OwnProfile } from '#lib/features/profile/own-profile.svelte.ts';
import type { Uploads } from '#lib/state/uploads.svelte.ts';
import type { Suggestions } from '#lib/features/upload/suggestions.ts';
import type { AccountSync } from './account-sync.svelte.ts';
import type { Migration } from './migration.svelte.ts';
import type { OwnTracks } from './own-tracks.svelte.ts';

export interface PortalRoomParts {
  me: Me;
  profile: OwnProfile;
  own: OwnTracks;
  sync: AccountSync;
  albums: ArtistAlbumList;
  playlists: PlaylistShelf;
  uploads: Uploads;
  /** What may be sent as a picture. */
  image: FileLimits;
  suggestions: Suggestions;
  /** Null where the instance never had another namespace, in which records may wait. */
  migration: Migration | null;
}

/** What an artist has in the portal, and what of it moves when something else does. */
export class PortalRoom {
  readonly parts: PortalRoomParts;

  constructor(parts: PortalRoomParts) {
    this.parts = parts;
  }

  /** For as long as the component stands that calls it as it begins. */
  follow(): void {
    const { own, sync, uploads, profile, albums, playlists } = this.parts;
    const arrived = (): number => uploads.items.filter(({ status }) => status === 'completed').length;
    let seen = untrack(arrived);
    $effect(() => {
      const now = arrived();
      if (now === seen) return;
      seen = now;
      untrack(() => void own.refresh());
    });
    $effect(() => (own.syncing ? own.pds.follow() : undefined));
    // what changes its state is a write that came or went
    $effect(() => {
      void own.syncing;
      void profile.standing;
      untrack(() => void sync.read());
    });
    // and a write that is tried again, or is given up, changes what is shown above it
    const failed = $derived(sync.failed.length);
    let knew = untrack(() => failed);
    $effect(() => {
      if (failed === knew) return;
      knew = failed;
      untrack(() => void Promise.all([profile.read(), own.refresh(), albums.look(), playlists.read()]));
    });
  }
}
