import { body, type Api } from '../api/client.ts';
import { isIos } from '../player/device.ts';
import { PlayerEngine } from '../player/engine.ts';
import { newId } from '../player/ids.ts';
import { audioSources, playableOf } from '../player/sources.rules.ts';
import type { Kept } from '../util/kept.ts';
import { whenIdle } from '../util/when-idle.ts';
import { Player } from './player.svelte.ts';
import { QueueAccount } from './queue-account.ts';
import { LocalQueueKeeper } from './queue-keeper.ts';
import { Queue } from './queue.svelte.ts';

export interface PlayerSetup {
  api: Api;
  /** Where the API answers, for addresses of audio. */
  apiBase: string;
  say: (message: string) => void;
  kept: Kept;
}

/** There the queue covers the page, so it does not open by itself. */
const NARROW = '(width < 960px)';

/** Builds player and queue on this window's elements, once, and takes up what was on last time. */
export function setUpPlayer({ api, apiBase, say, kept }: PlayerSetup): {
  player: Player;
  queue: Queue;
  account: QueueAccount;
} {
  const ios = isIos(navigator);
  const probe = new Audio();
  const queue = new Queue({ keeper: new LocalQueueKeeper(kept), kept });
  if (matchMedia(NARROW).matches) queue.open = false;
  const engine = new PlayerEngine(() => new Audio(), { newId, isOnline: () => navigator.onLine, mayPreload: !ios });
  const player = new Player({
    engine,
    queue,
    playableOf: (key, track) =>
      playableOf(
        key,
        track,
        audioSources(track, apiBase, (type) => probe.canPlayType(type)),
      ),
    reportPlay: (trackId, play) => reportPlay(api, trackId, play),
    say,
    kept,
  });
  const account = new QueueAccount({ api, queue, say });
  // they follow what sounds, and nothing sounds before the first press
  whenIdle(
    () =>
      void import('./player-surroundings.ts').then(({ surround }) =>
        surround({ api, player, queue, account, isIos: ios }),
      ),
  );
  listenToPage(player, account);
  player.restore();
  void refreshCurrent(api, queue);
  return { player, queue, account };
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

function listenToPage(player: Player, account: QueueAccount): void {
  const putDown = (): void => {
    player.flush();
    void account.flush();
  };
  addEventListener('pagehide', putDown);
  addEventListener('online', () => {
    player.recover();
    account.refresh({ now: true });
  });
  addEventListener('focus', () => account.refresh());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') putDown();
    else account.refresh();
  });
}
