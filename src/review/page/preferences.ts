import { effect, type Signal, signal } from '@preact/signals';

/** A signal that this browser remembers. Where storage is switched off it forgets. */
export function remembered<Value>(name: string, initial: Value, accepts: (value: unknown) => boolean, storage: 'localStorage' | 'sessionStorage' = 'localStorage'): Signal<Value> {
  const key = `checkmod.${name}`;
  const value = signal(read(storage, key, accepts) as Value ?? initial);
  effect(() => {
    const text = JSON.stringify(value.value);
    try {
      window[storage].setItem(key, text);
    } catch {
      // Nothing depends on it.
    }
  });
  return value;
}

function read(storage: 'localStorage' | 'sessionStorage', key: string, accepts: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(window[storage].getItem(key) ?? 'null');
    return accepts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
