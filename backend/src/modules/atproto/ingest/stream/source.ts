import type { RepoEvent } from '../repo-event.js';

/** What the network tells: of a record, of an account, or that we cannot know by the stream alone. */
export type NetworkEvent = RepoEvent | IdentityEvent | AccountEvent | ResyncEvent | GapEvent;

/** Handle, server or keys of an account may have changed. */
export interface IdentityEvent {
  kind: 'identity';
  did: string;
}

/** As the host says it; `status` says why an account is not active. */
export interface AccountEvent {
  kind: 'account';
  did: string;
  active: boolean;
  status?: string;
}

/** One repository has to be read again: its changes could not be followed. */
export interface ResyncEvent {
  kind: 'resync';
  did: string;
  reason: string;
  /** Nobody said that it holds anything for us: read it only if its owner has an account here. */
  onlyKnown?: boolean;
}

/** Events were missed, and nobody knows whose. */
export interface GapEvent {
  kind: 'gap';
  reason: string;
}

/** One message of a host, in the order of the stream. */
export interface Message {
  /** Where to go on after this one; absent on notices that are not part of the stream. */
  cursor?: number;
  /** When the host made it, in ms since the epoch. */
  at?: number;
  did?: string;
  /** What it says, once it is checked; absent when it is not about us. Throws when it cannot be believed. */
  read?: () => Promise<NetworkEvent[]>;
}

export interface Watcher {
  connected(host: string): void;
  disconnected(host: string, error: unknown): void;
  /** Something came that no message could be made of. */
  malformed(host: string, error: unknown): void;
}

/** A host, or several of a kind, that tell of the network's repositories. */
export interface Source {
  /** Names the cursor: cursors of different streams mean different things. */
  readonly stream: string;
  /**
   * Messages after `cursor()`, which is asked anew for each connection; undefined = from now on. Reconnects by itself,
   * and ends only by an error or by the signal.
   */
  open(cursor: () => number | undefined, watcher: Watcher, signal: AbortSignal): AsyncIterable<Message>;
}

/** The host does not know our cursor; it can only go on from now, and what lies between is missed. */
export class CursorRefused extends Error {
  constructor(host: string) {
    super(`${host} does not know our cursor`);
  }
}

/** The host ended the stream and said why. */
export class StreamRefused extends Error {}
