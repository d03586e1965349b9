/** What the browser keeps between visits. Storage may be refused or full; then nothing is kept, and nothing breaks. */
export interface Kept {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export function keptIn(storage: () => Storage): Kept {
  const attempt = <Result>(work: (store: Storage) => Result, otherwise: Result): Result => {
    try {
      return work(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt((store) => store.getItem(key), null),
    set: (key, value) => attempt((store) => store.setItem(key, value), undefined),
    remove: (key) => attempt((store) => store.removeItem(key), undefined),
  };
}

/** A kept value that was written as JSON; null when it is missing or not readable any more. */
export function keptJson<Value>(kept: Kept, key: string): Value | null {
  try {
    return JSON.parse(kept.get(key) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}
