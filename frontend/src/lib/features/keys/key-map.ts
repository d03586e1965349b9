import type { Player } from '#lib/state/player.svelte.ts';
import type { Queue } from '#lib/state/queue.svelte.ts';

/** What keys may do, as far as it is there. */
export interface KeyActions {
  player: Player;
  queue: Queue;
  search?: () => void;
  settings?: () => void;
  /** Shows the sheet of all keys. */
  help?: () => void;
}

/** Things that do something with these keys themselves. */
type Taker = 'arrows' | 'space' | 'nothing';

export interface KeyLine {
  /** As tinykeys reads it. */
  press: string;
  /** As it is printed on a keyboard; `mod` is ⌘ or ctrl. */
  shown: readonly string[];
  says: string;
  /** Undefined where there is nothing to do: the key is then left alone. */
  act: (actions: KeyActions) => (() => void) | undefined;
  leftTo?: Taker;
  /** Goes on while the key is held. */
  repeats?: true;
  /** In fields too. */
  everywhere?: true;
}

const SEEK_MS = 5_000;
const LEAP_MS = 10_000;
const VOLUME_STEP = 0.05;

/** Of a track, so only while there is one. */
const ofTrack =
  (act: (player: Player) => void) =>
  ({ player }: KeyActions) =>
    player.track ? () => act(player) : undefined;

/** UX-04: the keys of the whole page. What binds them and what explains them both read it here. */
export const KEY_MAP: readonly { head: string; lines: readonly KeyLine[] }[] = [
  {
    head: 'playing',
    lines: [
      {
        press: 'Space',
        shown: ['space'],
        says: 'play, pause',
        leftTo: 'space',
        act: ofTrack((player) => player.toggle()),
      },
      {
        press: 'ArrowLeft',
        shown: ['←'],
        says: '5 seconds back',
        leftTo: 'arrows',
        repeats: true,
        act: ofTrack((player) => player.seekBy(-SEEK_MS)),
      },
      {
        press: 'ArrowRight',
        shown: ['→'],
        says: '5 seconds on',
        leftTo: 'arrows',
        repeats: true,
        act: ofTrack((player) => player.seekBy(SEEK_MS)),
      },
      {
        press: 'j',
        shown: ['j'],
        says: '10 seconds back',
        repeats: true,
        act: ofTrack((player) => player.seekBy(-LEAP_MS)),
      },
      {
        press: 'l',
        shown: ['l'],
        says: '10 seconds on',
        repeats: true,
        act: ofTrack((player) => player.seekBy(LEAP_MS)),
      },
      {
        press: 'ArrowUp',
        shown: ['↑'],
        says: 'louder',
        leftTo: 'arrows',
        repeats: true,
        act: ofTrack((player) => player.setVolume(player.volume + VOLUME_STEP)),
      },
      {
        press: 'ArrowDown',
        shown: ['↓'],
        says: 'quieter',
        leftTo: 'arrows',
        repeats: true,
        act: ofTrack((player) => player.setVolume(player.volume - VOLUME_STEP)),
      },
      {
        press: 'm',
        shown: ['m'],
        says: 'sound off, on',
        act:
          ({ player }) =>
          () =>
            player.toggleMuted(),
      },
    ],
  },
  {
    head: 'the house',
    lines: [
      { press: '$mod+k', shown: ['mod', 'k'], says: 'search', everywhere: true, act: ({ search }) => search },
      {
        press: 'q',
        shown: ['q'],
        says: 'queue',
        act:
          ({ queue }) =>
          () =>
            (queue.open = !queue.open),
      },
      { press: '$mod+,', shown: ['mod', ','], says: 'settings', act: ({ settings }) => settings },
      { press: '[Shift]+?', shown: ['?'], says: 'these keys', act: ({ help }) => help },
    ],
  },
];
