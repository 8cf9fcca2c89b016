import { closest } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { Target } from './targets.ts';

export interface Selection {
  /** Names, or globs of them. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** The repositories that a command is for. Throws `UsageError` for a name that none has. */
export function selected(targets: readonly Target[], { only = [], skip = [] }: Selection): Target[] {
  const matches = (wish: string) => {
    const isMatch = picomatch(wish, { dot: true });
    const found = targets.filter(({ id, name, source }) => [id, name, 'url' in source ? source.url : source.path].some((text) => text === wish || isMatch(text)));
    const names = targets.map(({ name }) => name);
    if (found.length === 0) throw new UsageError(`no repository is called ${wish}; the nearest is ${closest(wish, names)}`);
    return found;
  };
  const wanted = only.length === 0 ? targets : only.flatMap(matches);
  const unwanted = skip.flatMap(matches);
  return targets.filter((target) => wanted.includes(target) && !unwanted.includes(target));
}
