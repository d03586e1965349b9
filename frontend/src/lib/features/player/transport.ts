import type { RepeatMode } from '#lib/player/queue.rules.ts';

/** The repeat button goes round: off, the whole queue, this track. */
export const NEXT_REPEAT: Record<RepeatMode, RepeatMode> = { off: 'all', all: 'one', one: 'off' };
