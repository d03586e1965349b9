import type { Attachment } from 'svelte/attachments';

export interface Scrub {
  /** While a finger or the mouse is down: where it is, as a share from 0 to 1. */
  onmove: (share: number) => void;
  /** It was let go there. */
  ondone: (share: number) => void;
  /** It was called off (escape, or the system took the pointer). */
  oncancel: () => void;
}

/** A pointer drawn along an element from left to right: the one way sliders and waveforms are held. */
export function scrub(handlers: () => Scrub): Attachment<HTMLElement> {
  return (element) => {
    let held: number | null = null;
    const shareAt = (event: PointerEvent): number => {
      const { left, width } = element.getBoundingClientRect();
      return width > 0 ? Math.min(1, Math.max(0, (event.clientX - left) / width)) : 0;
    };
    const release = (event: PointerEvent): void => {
      held = null;
      if (element.hasPointerCapture(event.pointerId)) element.releasePointerCapture(event.pointerId);
    };
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        if (event.button !== 0 || element.getAttribute('aria-disabled') === 'true') return;
        held = event.pointerId;
        element.setPointerCapture(event.pointerId);
        handlers().onmove(shareAt(event));
      },
      pointermove: (event: PointerEvent) => {
        if (held === event.pointerId) handlers().onmove(shareAt(event));
      },
      pointerup: (event: PointerEvent) => {
        if (held !== event.pointerId) return;
        release(event);
        handlers().ondone(shareAt(event));
      },
      pointercancel: (event: PointerEvent) => {
        if (held !== event.pointerId) return;
        release(event);
        handlers().oncancel();
      },
    };
    const entries = Object.entries(listeners) as [keyof typeof listeners, (event: PointerEvent) => void][];
    for (const [name, listener] of entries) element.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of entries) element.removeEventListener(name, listener);
    };
  };
}

/** The value a key of a slider leads to, or null when the key means nothing to it. */
export function keyedValue(
  key: string,
  value: number,
  { min = 0, max, step, leap }: { min?: number; max: number; step: number; leap: number },
): number | null {
  const target = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + leap,
    PageDown: value - leap,
    Home: min,
    End: max,
  }[key];
  return target === undefined ? null : Math.min(max, Math.max(min, target));
}
