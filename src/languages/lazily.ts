import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A package that takes long to load: loaded with the first call and not before. */
export function lazily<T>(name: string): () => T {
  let loaded: T | undefined;
  return () => (loaded ??= require(name) as T);
}
