/** The invariants of the product, as docs/runbooks/consistency.md explains them. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10';

export interface Fault {
  invariant: Invariant;
  /** What it is about: an address, a number, a storage key. */
  subject: string;
  what: string;
}

/** Looks for one kind of fault, and changes nothing. What is in progress may look like a fault for a moment. */
export interface Check {
  find(scope: Scope): AsyncIterable<Fault>;
}

export interface Scope {
  /** Only repositories of these; nothing else is narrowed. */
  dids?: readonly string[] | undefined;
  /** Leaves out what needs the network. */
  offline: boolean;
}
