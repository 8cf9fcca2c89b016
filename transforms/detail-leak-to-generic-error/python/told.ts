import type { ProjectView } from '../../../src/languages/types.ts';

/** What each file told of one kind, as `facts.ts` names it. */
export function toldOf<T>(project: ProjectView, kind: 'answered' | 'helpers' | 'raisers' | 'decorators'): { readonly path: string; readonly all: readonly T[] }[] {
  return project.collected.map(({ path, facts }) => ({ path, all: ((facts as Record<string, unknown>)[kind] ?? []) as readonly T[] }));
}
