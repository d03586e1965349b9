/** Something that was asked for, and may not be known yet, or at all. */
export interface Asked<Value> {
  value: Value | undefined;
  problem: unknown;
  loading: boolean;
  read: () => Promise<void>;
}
