import type { Toasts } from '#lib/state/toasts.svelte.ts';

/**
 * UX-09: hands an address on. Phones open their own sheet, others copy it. Called within the gesture (P-UI-07), so
 * nothing is awaited before the browser is asked.
 */
export async function share(title: string, path: string, toasts: Pick<Toasts, 'success' | 'error'>): Promise<void> {
  const url = new URL(path, location.origin).href;
  const phone = matchMedia('(pointer: coarse)').matches && 'share' in navigator;
  try {
    if (phone) return await navigator.share({ title, url });
    await navigator.clipboard.writeText(url);
    toasts.success('link copied');
  } catch (problem) {
    if ((problem as Error).name === 'AbortError') return;
    toasts.error(`the link could not be copied. it is ${url}`, { durationMs: 0 });
  }
}
