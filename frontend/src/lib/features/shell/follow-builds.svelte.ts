import { dev } from '$app/env';
import { updated } from '$app/state';
import type { Player } from '#lib/state/player.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { NewVersion } from './new-version.ts';

/** Keeps this build for times without a network, and tells of the next one. */
export function followBuilds({ player, toasts }: { player: Player; toasts: Toasts }): void {
  if (dev) return;
  // refused in some private windows; then there is nothing to keep, and nothing breaks
  const worker = navigator.serviceWorker?.register('/service-worker.js', { type: 'module' }).catch(() => undefined);
  const newer = new NewVersion({ toasts, player, reload: () => location.reload() });
  $effect.root(() => {
    $effect(() => {
      if (!updated.current) return;
      void worker?.then((registration) => registration?.update()).catch(() => undefined);
      newer.offer();
    });
  });
}
