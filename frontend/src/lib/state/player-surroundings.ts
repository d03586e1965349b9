import type { Api } from '../api/client.ts';
import { newId } from '../player/ids.ts';
import { MediaSessionLink } from '../player/media-session.ts';
import { NowPlayingReport } from '../player/now-playing-report.ts';
import { QUEUE_CHANNEL, QueueTabs } from '../player/queue-tabs.ts';
import { TabTitle } from '../player/tab-title.ts';
import { TAB_CHANNEL, Tabs } from '../player/tabs.ts';
import type { Player } from './player.svelte.ts';
import type { QueueAccount } from './queue-account.ts';
import type { Queue } from './queue.svelte.ts';

export interface Surrounded {
  api: Api;
  player: Player;
  queue: Queue;
  account: QueueAccount;
  isIos: boolean;
}

/** Lets the name of the tab, the lock screen, other tabs and the account follow the player; some of them steer it. */
export function surround(parts: Surrounded): void {
  const { player, isIos } = parts;
  player.observe(new TabTitle(document));
  if ('mediaSession' in navigator) {
    const createMetadata = (init: MediaMetadataInit) => new MediaMetadata(init);
    const session = new MediaSessionLink(navigator.mediaSession, { isIos, createMetadata });
    session.connect(player);
    player.observe(session);
  }
  if ('BroadcastChannel' in globalThis) followTabs(parts);
  reportListening(parts);
}

function followTabs({ player, queue, account }: Surrounded): void {
  player.observe(new Tabs(new BroadcastChannel(TAB_CHANNEL), () => player.pause()));
  const tabs = new QueueTabs({
    channel: new BroadcastChannel(QUEUE_CHANNEL),
    tab: newId(),
    onchanged: () => (queue.owner === null ? queue.reread() : account.refresh({ now: true })),
    mayWait: () => document.visibilityState === 'hidden' && !player.playing,
  });
  queue.onsaved((list) => tabs.saved(list));
  player.observe({ playback: ({ sounding }) => sounding && tabs.attend() });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tabs.attend());
}

function reportListening({ api, player, account }: Surrounded): void {
  const report = new NowPlayingReport({
    isSignedIn: () => account.owner !== null,
    send: (body) => void api.POST('/now-playing', { body }).catch(() => undefined),
    clear: () => void api.DELETE('/now-playing', { keepalive: true }).catch(() => undefined),
  });
  player.observe(report);
  addEventListener('pagehide', () => report.leave());
}
