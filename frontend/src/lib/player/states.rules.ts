/**
 * idle: nothing loaded · loading: a source is set, nothing known of it · ready: can play, has not · playing: sound ·
 * stalled: wants to sound, waits for data · paused · ended: at the end, nothing followed · error: no source works.
 */
export type PlayerState = 'idle' | 'loading' | 'ready' | 'playing' | 'paused' | 'stalled' | 'ended' | 'error';

/** What happened to the loaded track. */
export type Signal =
  'load' | 'metadata' | 'playing' | 'waiting' | 'pause' | 'ended' | 'fail' | 'reopen' | 'seek' | 'clear';

const ALWAYS = { load: 'loading', clear: 'idle' } as const;

const MOVES: Record<PlayerState, Partial<Record<Signal, PlayerState>>> = {
  idle: {},
  loading: { metadata: 'ready', playing: 'playing', fail: 'error', ended: 'ended' },
  ready: { playing: 'playing', waiting: 'stalled', fail: 'error', reopen: 'loading', ended: 'ended' },
  playing: { waiting: 'stalled', pause: 'paused', ended: 'ended', fail: 'error', reopen: 'loading' },
  stalled: { playing: 'playing', pause: 'paused', ended: 'ended', fail: 'error', reopen: 'loading' },
  paused: { playing: 'playing', waiting: 'stalled', ended: 'ended', fail: 'error', reopen: 'loading' },
  ended: { playing: 'playing', waiting: 'stalled', seek: 'paused', reopen: 'loading', fail: 'error' },
  error: { reopen: 'loading' },
};

/** The state after a signal; a signal that means nothing in a state leaves it. */
export function nextState(state: PlayerState, signal: Signal): PlayerState {
  if (signal === 'load' || signal === 'clear') return ALWAYS[signal];
  return MOVES[state][signal] ?? state;
}
