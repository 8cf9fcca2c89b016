import { isPushed } from './steps.ts';
import type { RepositoryState } from './types.ts';

/** How far a repository is. */
export type Standing = 'failed' | 'not planned' | 'nothing to fix' | 'undecided' | 'planned' | 'nothing kept' | 'applied' | 'pushed' | 'draft' | 'open' | 'closed' | 'merged';

export function standingOf(state: RepositoryState): Standing {
  if (state.failure) return 'failed';
  const { pull } = state;
  if (pull && state.apply && pull.head === state.apply.head) return pull.state === 'open' && pull.draft ? 'draft' : pull.state;
  if (isPushed(state)) return 'pushed';
  if (state.apply?.head !== undefined) return 'applied';
  if (!state.plan) return 'not planned';
  if (state.plan.fixes === 0) return state.plan.undecided ? 'undecided' : 'nothing to fix';
  return state.apply ? 'nothing kept' : 'planned';
}
