import type { Attachment } from 'svelte/attachments';

/** A mouse that only crosses an element is gone by then. */
const RESTING_MS = 80;

/** Tells when a mouse rests on an element, or goes down on it: a moment later it is pressed. A finger says nothing before. */
export function aimedAt(tell: () => void): Attachment<HTMLElement> {
  return (element) => {
    let resting: ReturnType<typeof setTimeout> | undefined;
    const leave = (): void => clearTimeout(resting);
    const enter = ({ pointerType }: PointerEvent): void => {
      if (pointerType === 'mouse') resting = setTimeout(tell, RESTING_MS);
    };
    const down = ({ pointerType, button }: PointerEvent): void => {
      leave();
      if (pointerType === 'mouse' && button === 0) tell();
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('pointerdown', down);
    return () => {
      leave();
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('pointerdown', down);
    };
  };
}
