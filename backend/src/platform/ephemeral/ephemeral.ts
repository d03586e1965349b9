/**
 * Short-lived values shared by all processes: on Redis when it is configured, else in an unlogged table. Nothing here
 * may matter after a crash.
 */
export abstract class Ephemeral {
  abstract get<T>(key: string): Promise<T | undefined>;
  abstract set(key: string, value: unknown, lifeMs: number): Promise<void>;
  abstract delete(key: string): Promise<void>;

  /** Sets `group:member`. Of a group at most `most` are kept: those that run out first make room for a new one. */
  abstract setInGroup(group: string, member: string, value: unknown, lifeMs: number, most: number): Promise<void>;

  /** Counts a hit in a window that begins with the first one; answers the hits so far and what is left of the window. */
  abstract hit(key: string, windowMs: number): Promise<{ hits: number; msLeft: number }>;

  /** Takes the lease `key` for `holder`, if it is free or run out. */
  abstract acquire(key: string, holder: string, lifeMs: number): Promise<boolean>;
  /** Prolongs a lease that `holder` still has. */
  abstract renew(key: string, holder: string, lifeMs: number): Promise<boolean>;
  abstract release(key: string, holder: string): Promise<void>;

  /** Removes what has run out. */
  abstract sweep(): Promise<void>;
}
