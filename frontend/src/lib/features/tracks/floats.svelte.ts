import { createContext } from 'svelte';
import type { Track } from '#lib/api/contract.ts';
import { prefersSheet } from '#lib/ui/floats/lazy.svelte.ts';

/** `add`: where the track can be put. `more`: all that can be done with it. `likers`: who likes it. */
export type FloatKind = 'add' | 'more' | 'likers';

export interface TrackFloat {
  kind: FloatKind;
  track: Track;
  /** What it hangs on. */
  anchor: HTMLElement;
  asSheet: boolean;
  /** A key opened it: it takes the focus. */
  byKey: boolean;
  /** It came by itself, with the pointer or the focus, and goes with it. */
  passing: boolean;
  /** The playlist that is being looked at. */
  playlistId: string | null;
}

/** What spreads on a thing that shows something when pointed at. */
export interface Pointed {
  onpointerenter: (event: PointerEvent) => void;
  onpointerleave: () => void;
  onfocus: (event: FocusEvent) => void;
  onblur: () => void;
}

const OPEN_AFTER_MS = 350;
/** LIKE-06: long enough for the pointer to move in. */
export const CLOSE_AFTER_MS = 150;

/** The one float about a track that is open: rows only ask for it, so that a long list carries no menus. */
export class TrackFloats {
  shown = $state.raw<TrackFloat | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A button was pressed: opens, or closes what it opened. */
  press(kind: FloatKind, track: Track, event: MouseEvent, playlistId: string | null = null): void {
    const anchor = event.currentTarget as HTMLElement;
    const again = this.shown?.anchor === anchor && this.shown.kind === kind && !this.shown.passing;
    // a click without a pointer comes from the keyboard
    if (again) this.close();
    else this.show({ kind, track, anchor, playlistId, byKey: event.detail === 0 });
  }

  show(float: Pick<TrackFloat, 'kind' | 'track' | 'anchor' | 'byKey' | 'playlistId'>, passing = false): void {
    this.close();
    float.anchor.ariaExpanded = 'true';
    this.shown = { ...float, passing, asSheet: prefersSheet() };
  }

  close = (): void => {
    clearTimeout(this.#timer);
    const shown = this.shown;
    this.shown = null;
    if (!shown) return;
    shown.anchor.ariaExpanded = 'false';
    // what is taken away with the focus in it would leave it nowhere
    if (!shown.passing) shown.anchor.focus({ preventScroll: true });
  };

  /** For the button that says how many like a track. */
  pointed(track: Track, isWorthIt: () => boolean): Pointed {
    const come = (target: EventTarget | null, afterMs: number): void => {
      clearTimeout(this.#timer);
      if (!isWorthIt() || (this.shown && !this.shown.passing)) return;
      const anchor = target as HTMLElement;
      this.#timer = setTimeout(
        () => this.show({ kind: 'likers', track, anchor, byKey: false, playlistId: null }, true),
        afterMs,
      );
    };
    return {
      onpointerenter: (event) => event.pointerType === 'mouse' && come(event.currentTarget, OPEN_AFTER_MS),
      onpointerleave: this.leave,
      onfocus: (event) =>
        (event.currentTarget as HTMLElement).matches(':focus-visible') && come(event.currentTarget, OPEN_AFTER_MS),
      onblur: this.leave,
    };
  }

  /** The pointer is in what is shown. */
  stay = (): void => clearTimeout(this.#timer);

  /** The pointer or the focus went on. */
  leave = (): void => {
    clearTimeout(this.#timer);
    if (this.shown?.passing) this.#timer = setTimeout(this.close, CLOSE_AFTER_MS);
  };
}

export const [useTrackFloats, provideTrackFloats] = createContext<TrackFloats>();
