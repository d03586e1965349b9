import { MediaSessionLink } from '../player/media-session.ts';
import { TabTitle } from '../player/tab-title.ts';
import { TAB_CHANNEL, Tabs } from '../player/tabs.ts';
import type { Player } from './player.svelte.ts';

/** Lets the name of the tab, the lock screen and other tabs follow the player, and the latter two steer it. */
export function surround(player: Player, isIos: boolean): void {
  player.observe(new TabTitle(document));
  if ('mediaSession' in navigator) {
    const createMetadata = (init: MediaMetadataInit) => new MediaMetadata(init);
    const session = new MediaSessionLink(navigator.mediaSession, { isIos, createMetadata });
    session.connect(player);
    player.observe(session);
  }
  if ('BroadcastChannel' in globalThis)
    player.observe(new Tabs(new BroadcastChannel(TAB_CHANNEL), () => player.pause()));
}
