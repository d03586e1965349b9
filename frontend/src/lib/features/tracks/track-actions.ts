import { untrack } from 'svelte';
import type { Track } from '#lib/api/contract.ts';
import { shareLines } from '#lib/features/share/share-lines.ts';
import { paths } from '#lib/paths.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { isLikeable } from '#lib/state/likes.svelte.ts';
import type { MenuAction, MenuGroups } from '#lib/ui/menu.ts';
import { counted } from '#lib/util/count.ts';

type Parts = Pick<App, 'player' | 'queue' | 'likes' | 'toasts'>;

/** Where a menu leads that is not an action by itself. */
export interface MenuDoors {
  onadd: () => void;
  onlikers: () => void;
}

/** What a listener may do with a track, wherever it is shown. */
export class TrackActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  enqueue(track: Track): void {
    this.#parts.queue.add([track]);
    this.#parts.toasts.success(`queued ${track.title}`);
  }

  /** Before everything that waits. */
  playNext(track: Track): void {
    const { queue, toasts } = this.#parts;
    const before = queue.sections[0]?.rows[0]?.entry.entryId;
    queue.add([track]);
    const added = queue.sections
      .filter(({ origin }) => origin === 'manual')
      .flatMap(({ rows }) => rows)
      .findLast(({ entry }) => entry.trackId === track.id);
    if (before && added) queue.act({ type: 'move', entryId: added.entry.entryId, before, origin: 'manual' });
    toasts.success(`${track.title} plays next`);
  }

  like(track: Track): void {
    this.#parts.likes.toggle(track);
  }

  /** The ways to hand it on; while it plays, from where it is too. */
  shareLines(track: Track): MenuAction[] {
    const { player, toasts } = this.#parts;
    // as it was when the menu opened: a line that counts on would be gone before it is pressed
    const atMs = untrack(() => (player.isCurrent(track.id) ? player.positionMs : null));
    return shareLines({ title: `${track.title} - ${track.artist}`, path: paths.track(track), atMs }, toasts);
  }

  /** Where a track leads; who likes it is another float. */
  leads(track: Track, { onlikers }: Pick<MenuDoors, 'onlikers'>): MenuAction[] {
    const { count } = this.#parts.likes.of(track);
    const { album } = track;
    return [
      ...(count > 0 ? [{ label: counted(count, 'like'), icon: 'heart' as const, onselect: onlikers }] : []),
      { label: 'go to track', icon: 'list', href: paths.track(track) },
      ...(album
        ? [
            {
              label: `go to ${album.title}`,
              icon: 'list' as const,
              href: paths.album({ artist_handle: track.artist_handle, slug: album.slug }),
            },
          ]
        : []),
      { label: `go to ${track.artist}`, icon: 'user', href: paths.artist(track.artist_handle) },
    ];
  }

  menu(track: Track, doors: MenuDoors): MenuGroups {
    const { liked } = this.#parts.likes.of(track);
    return [
      [
        {
          label: liked ? 'liked' : 'like',
          icon: 'heart',
          checked: liked,
          disabled: !isLikeable(track),
          onselect: () => this.like(track),
        },
        { label: 'play next', icon: 'queue', onselect: () => this.playNext(track) },
        { label: 'add to queue', icon: 'queue', onselect: () => this.enqueue(track) },
        { label: 'add to …', icon: 'plus', onselect: doors.onadd },
      ],
      this.shareLines(track),
      this.leads(track, doors),
    ];
  }
}
