import { hash } from 'node:crypto';

/** What was learnt before, by keys that name everything it depends on. */
export interface Memo {
  /** Plain data, as it was before it went through JSON. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** A key for values that depend on these texts and bytes, in this order, and on nothing else. */
export function keyOf(...parts: readonly (string | Uint8Array)[]): string {
  return hash('sha256', parts.map((part) => hash('sha256', part, 'hex')).join(''), 'hex').slice(0, 32);
}

/** The value under a key, made where there is none. */
export function remembered<T>(memo: Memo | undefined, key: () => string, make: () => T): T {
  if (!memo) return make();
  const own = key();
  const known = memo.get(own);
  if (known !== undefined) return known as T;
  const made = make();
  memo.set(own, made);
  return made;
}
