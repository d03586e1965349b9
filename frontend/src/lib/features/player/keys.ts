import { tinykeys } from 'tinykeys';
import type { Player } from '#lib/state/player.svelte.ts';
import type { Queue } from '#lib/state/queue.svelte.ts';

export interface KeyActions {
  player: Player;
  queue: Queue;
  /** Where there is something to open. */
  search?: () => void;
  settings?: () => void;
}

const SEEK_MS = 5_000;
const LEAP_MS = 10_000;
const VOLUME_STEP = 0.05;

/** Things that do something with letters and arrows themselves. */
const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';
const WITH_ARROWS = '[role="slider"], [role="tab"], [role="radio"], [role="option"], [role^="menu"], [data-arrows]';
const WITH_SPACE = 'button, a, summary, [role="button"], [role="switch"]';

/** The keys of the whole page (UX-04). Returns what takes them away again. */
export function listenToKeys(target: Window, { player, queue, search, settings }: KeyActions): () => void {
  const key = (taken: string, act: () => void) => (event: KeyboardEvent) => {
    if (event.defaultPrevented || isOn(event, TYPING) || (taken && isOn(event, taken))) return;
    event.preventDefault();
    act();
  };
  const ofTrack = (taken: string, act: () => void) => {
    const handle = key(taken, act);
    return (event: KeyboardEvent) => {
      if (player.track) handle(event);
    };
  };
  return tinykeys(target, {
    Space: ofTrack(WITH_SPACE, () => player.toggle()),
    ArrowLeft: ofTrack(WITH_ARROWS, () => player.seekBy(-SEEK_MS)),
    ArrowRight: ofTrack(WITH_ARROWS, () => player.seekBy(SEEK_MS)),
    ArrowUp: ofTrack(WITH_ARROWS, () => player.setVolume(player.volume + VOLUME_STEP)),
    ArrowDown: ofTrack(WITH_ARROWS, () => player.setVolume(player.volume - VOLUME_STEP)),
    j: ofTrack('', () => player.seekBy(-LEAP_MS)),
    l: ofTrack('', () => player.seekBy(LEAP_MS)),
    m: key('', () => player.toggleMuted()),
    q: key('', () => (queue.open = !queue.open)),
    ...(search && { '$mod+k': key('', search) }),
    ...(settings && { '$mod+Comma': key('', settings) }),
  });
}

function isOn({ target }: KeyboardEvent, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
