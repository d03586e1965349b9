import { body, type Api } from '../api/client.ts';
import { isIos } from '../player/device.ts';
import { PlayerEngine } from '../player/engine.ts';
import { newId } from '../player/ids.ts';
import { MediaSessionLink } from '../player/media-session.ts';
import type { PlaybackObserver } from '../player/playback.ts';
import { audioSources, playableOf } from '../player/sources.rules.ts';
import { TabTitle } from '../player/tab-title.ts';
import { TAB_CHANNEL, Tabs } from '../player/tabs.ts';
import type { Kept } from '../util/kept.ts';
import { Player } from './player.svelte.ts';
import { LocalQueueKeeper } from './queue-keeper.ts';
import { Queue } from './queue.svelte.ts';

export interface PlayerSetup {
  api: Api;
  /** Where the API answers, for addresses of audio. */
  apiBase: string;
  say: (message: string) => void;
  kept: Kept;
  /** Others who want to know what sounds, such as a reporter of "now playing". */
  observers?: PlaybackObserver[];
}

/** There the queue covers the page, so it does not open by itself. */
const NARROW = '(width < 960px)';

/** Builds player and queue on this window's elements, once, and takes up what was on last time. */
export function setUpPlayer({ api, apiBase, say, kept, observers = [] }: PlayerSetup): {
  player: Player;
  queue: Queue;
} {
  const ios = isIos(navigator);
  const probe = new Audio();
  const queue = new Queue({ keeper: new LocalQueueKeeper(kept), kept });
  if (matchMedia(NARROW).matches) queue.open = false;
  const engine = new PlayerEngine(() => new Audio(), { newId, isOnline: () => navigator.onLine, mayPreload: !ios });
  const session = mediaSession(ios);
  const player = new Player({
    engine,
    queue,
    playableOf: ({ entry, track }) =>
      playableOf(
        entry.entryId,
        track,
        audioSources(track, apiBase, (type) => probe.canPlayType(type)),
      ),
    reportPlay: (trackId, play) => reportPlay(api, trackId, play),
    say,
    kept,
    observers: [...observers, new TabTitle(document), ...(session ? [session] : []), ...otherTabs(engine)],
  });
  session?.connect(player);
  listenToPage(player);
  player.restore();
  void refreshCurrent(api, queue);
  return { player, queue };
}

/** What was put down may have a new title by now. */
async function refreshCurrent(api: Api, queue: Queue): Promise<void> {
  if (!queue.current) return;
  const { id } = queue.current.track;
  try {
    queue.learn([await body(api.GET('/tracks/{id}', { params: { path: { id } } }))]);
  } catch {
    // the old copy stays; if the track is gone, playing it will say so
  }
}

/** A play that could not be told is not worth a word to the listener. */
function reportPlay(api: Api, id: number, { sessionId, heardMs }: { sessionId: string; heardMs: number }): void {
  const told = api.POST('/tracks/{id}/play', {
    params: { path: { id } },
    body: { play_session_id: sessionId, listened_ms: heardMs },
    keepalive: true,
  });
  told.catch(() => undefined);
}

function mediaSession(ios: boolean): MediaSessionLink | null {
  if (!('mediaSession' in navigator)) return null;
  return new MediaSessionLink(navigator.mediaSession, {
    isIos: ios,
    createMetadata: (init) => new MediaMetadata(init),
  });
}

function otherTabs(engine: PlayerEngine): Tabs[] {
  if (!('BroadcastChannel' in globalThis)) return [];
  return [new Tabs(new BroadcastChannel(TAB_CHANNEL), () => engine.pause())];
}

function listenToPage(player: Player): void {
  addEventListener('pagehide', () => player.flush());
  addEventListener('online', () => player.recover());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') player.flush();
  });
}
