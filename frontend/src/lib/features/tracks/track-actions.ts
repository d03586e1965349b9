import type { Track } from '#lib/api/contract.ts';
import { paths } from '#lib/paths.ts';
import type { App } from '#lib/state/app.svelte.ts';
import type { Collection } from '#lib/state/queue.svelte.ts';
import type { MenuGroups } from '#lib/ui/menu.ts';
import { share } from './share.ts';

type Parts = Pick<App, 'player' | 'queue' | 'likes' | 'toasts'>;

/** What a listener may do with a track, wherever it is shown. */
export class TrackActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The play button of a row or page: starts it, or pauses and goes on. */
  press(track: Track, from?: Collection): void {
    this.#parts.player.press(track, from);
  }

  enqueue(track: Track): void {
    this.#parts.queue.add([track]);
    this.#parts.toasts.success(`queued ${track.title}`);
  }

  like(track: Track): void {
    this.#parts.likes.toggle(track);
  }

  share(track: Track): void {
    void share(`${track.title} - ${track.artist}`, paths.track(track), this.#parts.toasts);
  }

  menu(track: Track): MenuGroups {
    const { liked } = this.#parts.likes.of(track);
    const leads = [
      { label: 'go to track', icon: 'list' as const, href: paths.track(track) },
      { label: `go to ${track.artist}`, icon: 'user' as const, href: paths.artist(track.artist_handle) },
    ];
    return [
      [
        { label: liked ? 'liked' : 'like', icon: 'heart', checked: liked, onselect: () => this.like(track) },
        { label: 'add to queue', icon: 'queue', onselect: () => this.enqueue(track) },
        { label: 'share', icon: 'share', onselect: () => this.share(track) },
      ],
      leads,
    ];
  }
}
