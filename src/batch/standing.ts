import { isPushed } from './steps.ts';
import type { RepositoryState } from './types.ts';

/** How far a repository is. */
export type Standing = 'failed' | 'not planned' | 'nothing to fix' | 'planned' | 'nothing kept' | 'applied' | 'pushed';

export function standingOf(state: RepositoryState): Standing {
  if (state.failure) return 'failed';
  if (isPushed(state)) return 'pushed';
  if (state.apply?.head !== undefined) return 'applied';
  if (!state.plan) return 'not planned';
  if (state.plan.fixes === 0) return 'nothing to fix';
  return state.apply ? 'nothing kept' : 'planned';
}
