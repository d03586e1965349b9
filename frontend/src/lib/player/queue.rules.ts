/** Who put an entry there: the listener by hand, or the collection that is being played. */
export type Origin = 'manual' | 'context';
export type RepeatMode = 'off' | 'all' | 'one';

/** One place in the queue. The same track may have several; only this id tells them apart (P-QUEUE-01). */
export interface QueueEntry {
  readonly entryId: string;
  readonly trackId: number;
  readonly origin: Origin;
}

/** The collection behind "next from …". */
export interface QueueContext {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
}

/**
 * Entries stand in playing order: what was heard, the current one, what the listener added, the rest of the context.
 * There is a current entry whenever there are entries.
 */
export interface QueueState {
  readonly entries: readonly QueueEntry[];
  readonly currentEntryId: string | null;
  readonly progressMs: number;
  readonly repeatMode: RepeatMode;
  readonly autoAdvance: boolean;
  readonly context: QueueContext | null;
}

/** An operation, complete in itself, so that it can be done again on a newer state. Places are named by entries. */
export type QueueAction =
  | { type: 'play'; entry: QueueEntry; tail?: readonly QueueEntry[]; context?: QueueContext | null }
  | { type: 'add'; entries: readonly QueueEntry[] }
  /** More of a collection, at the end; nothing once another one plays. */
  | { type: 'extend'; context: QueueContext; entries: readonly QueueEntry[] }
  | { type: 'next' }
  | { type: 'previous' }
  /** With the entry itself, where it may have been taken out elsewhere: it sounds here, so it comes back. */
  | { type: 'go-to'; entryId: string; entry?: QueueEntry }
  /** Before another entry; null is the end of what the listener added, or of the context. The entry takes the origin. */
  | { type: 'move'; entryId: string; before: string | null; origin: Origin }
  | { type: 'remove'; entryIds: readonly string[] }
  /** What comes after the current entry: all of it, or one section. */
  | { type: 'clear'; origin?: Origin }
  /** Up-next in this order; entries it does not name follow as they stood. */
  | { type: 'arrange'; entryIds: readonly string[] }
  | { type: 'repeat'; mode: RepeatMode }
  | { type: 'auto-advance'; on: boolean }
  /** Of an entry, where another may be the current one by now: then it means nothing. */
  | { type: 'progress'; ms: number; entryId?: string };

export const EMPTY_QUEUE: QueueState = {
  entries: [],
  currentEntryId: null,
  progressMs: 0,
  repeatMode: 'off',
  autoAdvance: true,
  context: null,
};

/** The most entries the server keeps. */
export const MAX_ENTRIES = 1000;
/** Heard entries that are kept to go back to. */
export const MAX_HEARD = 100;
/** Further in than this, "previous" restarts the track instead of going back (PL-03). */
export const RESTART_AFTER_MS = 3000;

/** The one place where the list changes, for guests, the server's queue and rebasing alike (P-QUEUE-07). */
export function reduceQueue(state: QueueState, action: QueueAction): QueueState {
  switch (action.type) {
    case 'play':
      return play(state, action);
    case 'add':
      return add(state, action.entries);
    case 'extend':
      return extend(state, action);
    case 'next':
      return goTo(state, following(state)?.entryId);
    case 'previous':
      return previous(state);
    case 'go-to':
      return action.entry && !has(state, action.entryId)
        ? play(state, { type: 'play', entry: action.entry })
        : goTo(state, action.entryId);
    case 'move':
      return move(state, action);
    case 'remove':
      return remove(state, action.entryIds);
    case 'clear':
      return arrange(state, action.origin ? upNext(state).filter((entry) => entry.origin !== action.origin) : []);
    case 'arrange':
      return arrange(state, inOrder(upNext(state), action.entryIds));
    case 'repeat':
      return state.repeatMode === action.mode ? state : { ...state, repeatMode: action.mode };
    case 'auto-advance':
      return state.autoAdvance === action.on ? state : { ...state, autoAdvance: action.on };
    case 'progress':
      return progress(state, action);
  }
}

/** The same collection, whatever it is called by now. */
export function sameContext(one: QueueContext | null, other: QueueContext | null): boolean {
  return one?.kind === other?.kind && one?.id === other?.id;
}

export function currentEntry(state: QueueState): QueueEntry | null {
  return state.entries[currentIndex(state)] ?? null;
}

/** What comes after the current entry, in playing order. */
export function upNext(state: QueueState): readonly QueueEntry[] {
  return state.entries.slice(currentIndex(state) + 1);
}

/** The tracks a queue is made of, each once. */
export function trackIds(state: QueueState): number[] {
  return [...new Set(state.entries.map((entry) => entry.trackId))];
}

/** Which track comes how soon: its first place in up-next, from 1. */
export function places(state: QueueState): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [index, { trackId }] of upNext(state).entries()) {
    if (!found.has(trackId)) found.set(trackId, index + 1);
  }
  return found;
}

/** Up-next cut where the origin changes: usually what the listener added, then the rest of the context. */
export function sections(state: QueueState): { origin: Origin; entries: QueueEntry[] }[] {
  const cut: { origin: Origin; entries: QueueEntry[] }[] = [];
  for (const entry of upNext(state)) {
    const last = cut.at(-1);
    if (last?.origin === entry.origin) last.entries.push(entry);
    else cut.push({ origin: entry.origin, entries: [entry] });
  }
  return cut;
}

/** The entry that "next" goes to; null at the end, unless the whole queue repeats. */
export function following(state: QueueState): QueueEntry | null {
  const next = state.entries[currentIndex(state) + 1];
  if (next) return next;
  return state.repeatMode === 'all' ? (state.entries[0] ?? null) : null;
}

/** The entry that sounds by itself when the current one ends; null when the music stops there. */
export function afterTheEnd(state: QueueState): QueueEntry | null {
  if (state.repeatMode === 'one') return currentEntry(state);
  return state.autoAdvance ? following(state) : null;
}

/** Fisher–Yates over up-next; the current entry stays. Manual entries come first and are shuffled among themselves. */
export function shuffled(state: QueueState, random: () => number = Math.random): QueueAction {
  const ids = upNext(state).map((entry) => entry.entryId);
  for (let last = ids.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1));
    [ids[last], ids[pick]] = [ids[pick] as string, ids[last] as string];
  }
  return { type: 'arrange', entryIds: ids };
}

function currentIndex({ entries, currentEntryId }: QueueState): number {
  return entries.findIndex((entry) => entry.entryId === currentEntryId);
}

function previousEntry(state: QueueState): QueueEntry | null {
  const before = state.entries[currentIndex(state) - 1];
  if (before) return before;
  return state.repeatMode === 'all' ? (state.entries.at(-1) ?? null) : null;
}

function has({ entries }: QueueState, entryId: string): boolean {
  return entries.some((entry) => entry.entryId === entryId);
}

function goTo(state: QueueState, entryId: string | undefined): QueueState {
  if (entryId === undefined || !has(state, entryId)) return state;
  return { ...state, currentEntryId: entryId, progressMs: 0 };
}

function progress(state: QueueState, { ms, entryId }: Extract<QueueAction, { type: 'progress' }>): QueueState {
  const progressMs = Math.max(0, Math.round(ms));
  const ofAnother = entryId !== undefined && entryId !== state.currentEntryId;
  return ofAnother || progressMs === state.progressMs ? state : { ...state, progressMs };
}

function previous(state: QueueState): QueueState {
  if (state.progressMs > RESTART_AFTER_MS) return { ...state, progressMs: 0 };
  return goTo({ ...state, progressMs: 0 }, previousEntry(state)?.entryId ?? state.currentEntryId ?? undefined);
}

/**
 * Without a context of its own, a track is played in between and the old context goes on after it. Done again, it only
 * goes there.
 */
function play(state: QueueState, { entry, tail = [], context }: Extract<QueueAction, { type: 'play' }>): QueueState {
  if (has(state, entry.entryId)) return goTo(state, entry.entryId);
  const heard = state.entries.slice(0, currentIndex(state) + 1);
  const waiting = upNext(state);
  const manual = waiting.filter(isManual);
  const behind = context === undefined ? waiting.filter((next) => !isManual(next)) : tail;
  return bounded({
    ...state,
    entries: [...heard.slice(-MAX_HEARD), entry, ...manual, ...behind],
    currentEntryId: entry.entryId,
    progressMs: 0,
    context: context === undefined ? state.context : context,
  });
}

/** Before the context tail (P-QUEUE-06). The first entry of an empty queue becomes the current one; it does not start. */
function add(state: QueueState, added: readonly QueueEntry[]): QueueState {
  const known = new Set(state.entries.map((entry) => entry.entryId));
  const fresh = added.filter((entry) => !known.has(entry.entryId));
  const waiting = upNext(state);
  const next = waiting.toSpliced(tailStart(waiting), 0, ...fresh);
  if (currentEntry(state)) return bounded(arrange(state, next));
  return bounded({ ...state, entries: next, currentEntryId: next[0]?.entryId ?? null, progressMs: 0 });
}

function extend(state: QueueState, { context, entries }: Extract<QueueAction, { type: 'extend' }>): QueueState {
  if (!sameContext(state.context, context)) return state;
  const fresh = entries.filter(({ entryId }) => !has(state, entryId));
  return fresh.length === 0 ? state : bounded({ ...state, entries: [...state.entries, ...fresh] });
}

function move(state: QueueState, { entryId, before, origin }: Extract<QueueAction, { type: 'move' }>): QueueState {
  const waiting = upNext(state);
  const moved = waiting.find((entry) => entry.entryId === entryId);
  if (!moved || before === entryId) return state;
  const rest = waiting.filter((entry) => entry !== moved);
  const target = rest.findIndex((entry) => entry.entryId === before);
  const end = origin === 'manual' ? tailStart(rest) : rest.length;
  return arrange(state, rest.toSpliced(target === -1 ? end : target, 0, { ...moved, origin }));
}

/** Not the current one: it sounds. */
function remove(state: QueueState, entryIds: readonly string[]): QueueState {
  const gone = new Set(entryIds.filter((entryId) => entryId !== state.currentEntryId));
  if (gone.size === 0) return state;
  return { ...state, entries: state.entries.filter(({ entryId }) => !gone.has(entryId)) };
}

function arrange(state: QueueState, next: readonly QueueEntry[]): QueueState {
  return { ...state, entries: [...state.entries.slice(0, currentIndex(state) + 1), ...next] };
}

/** The listed ones in that order, the others behind them as they stood; manual ones before the context. */
function inOrder(entries: readonly QueueEntry[], entryIds: readonly string[]): readonly QueueEntry[] {
  const rank = new Map(entryIds.map((entryId, index) => [entryId, index]));
  const place = (entry: QueueEntry) => rank.get(entry.entryId) ?? entryIds.length;
  const ordered = entries.toSorted((a, b) => place(a) - place(b));
  return [...ordered.filter(isManual), ...ordered.filter((entry) => !isManual(entry))];
}

/** Where the unbroken rest of the context begins. */
function tailStart(waiting: readonly QueueEntry[]): number {
  return waiting.findLastIndex(isManual) + 1;
}

function isManual(entry: QueueEntry): boolean {
  return entry.origin === 'manual';
}

function bounded(state: QueueState): QueueState {
  return { ...state, entries: state.entries.slice(0, MAX_ENTRIES) };
}
