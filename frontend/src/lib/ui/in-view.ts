import type { Attachment } from 'svelte/attachments';

/** Tells when an element comes into view and when it leaves, a little before the eye would notice. */
export function inView(onchange: (visible: boolean) => void, rootMargin = '200px'): Attachment<HTMLElement> {
  return (element) => {
    const observer = new IntersectionObserver((entries) => onchange(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin,
      // what is beyond the edge of a box that scrolls by itself
      scrollMargin: rootMargin,
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
