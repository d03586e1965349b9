import type { Attachment } from 'svelte/attachments';

const STOPS = 'button:not(:disabled), a[href], input:not(:disabled)';

/** The arrows go through what can be pressed, as in a menu; in a field they stay its own, but up and down leave it. */
export const stepThrough: Attachment<HTMLElement> = (element) => {
  function step(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const stops = [...element.querySelectorAll<HTMLElement>(STOPS)];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    stops[(at + by + stops.length) % stops.length]?.focus();
    event.preventDefault();
  }
  element.addEventListener('keydown', step);
  return () => element.removeEventListener('keydown', step);
};
