import type { Toasts } from '#lib/state/toasts.svelte.ts';
import type { MenuAction } from '#lib/ui/menu.ts';
import { clock } from '#lib/util/clock.ts';
import { blueskyPost, canHandOn, copyLink, share } from './share.ts';

export interface Shared {
  title: string;
  path: string;
  /** Where it plays right now; null when it does not. */
  atMs?: number | null;
}

const FIRST_MOMENT_MS = 1000;

/** The ways to hand something on, as lines of a menu. */
export function shareLines(
  { title, path, atMs = null }: Shared,
  toasts: Pick<Toasts, 'success' | 'error'>,
): MenuAction[] {
  const moment = atMs !== null && atMs >= FIRST_MOMENT_MS ? atMs : null;
  return [
    ...(canHandOn()
      ? [{ label: 'share', icon: 'share' as const, onselect: () => void share(title, path, toasts) }]
      : []),
    { label: 'copy link', icon: 'link', onselect: () => void copyLink(path, toasts) },
    ...(moment === null
      ? []
      : [
          {
            label: `copy link at ${clock(moment)}`,
            icon: 'link' as const,
            onselect: () => void copyLink(`${path}?t=${Math.floor(moment / 1000)}`, toasts),
          },
        ]),
    // beside this page, which goes on playing
    {
      label: 'post on bluesky',
      icon: 'out',
      onselect: () => void open(blueskyPost(title, path), '_blank', 'noopener'),
    },
  ];
}
