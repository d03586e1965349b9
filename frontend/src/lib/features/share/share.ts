import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { copy } from '#lib/util/clipboard.ts';

type Says = Pick<Toasts, 'success' | 'error'>;

/** UX-09: hands an address on. Phones open their own sheet, others copy it. */
export async function share(title: string, path: string, toasts: Says): Promise<void> {
  const url = absolute(path);
  if (!canHandOn()) return copyLink(path, toasts);
  try {
    await navigator.share({ title, url });
  } catch (problem) {
    if ((problem as Error).name !== 'AbortError') notCopied(url, toasts);
  }
}

export async function copyLink(path: string, toasts: Says): Promise<void> {
  const url = absolute(path);
  try {
    await copy(url);
    toasts.success('link copied');
  } catch {
    notCopied(url, toasts);
  }
}

/** WISH-01: a post that is begun with the address in it. */
export const blueskyPost = (title: string, path: string): string =>
  `https://bsky.app/intent/compose?text=${encodeURIComponent(`${title} ${absolute(path)}`)}`;

/** The device has a sheet of its own for this. */
export const canHandOn = (): boolean => matchMedia('(pointer: coarse)').matches && 'share' in navigator;

const absolute = (path: string): string => new URL(path, location.origin).href;
const notCopied = (url: string, toasts: Says): void =>
  void toasts.error(`the link could not be copied. it is ${url}`, { durationMs: 0 });
