import type { Hosts } from '../hosts/open-hosts.ts';
import type { Target } from '../targets.ts';
import type { RepositoryState } from '../types.ts';
import { refreshed } from './refresh.ts';
import { takesPull } from './takes.ts';

interface Known {
  readonly target: Target;
  readonly state: RepositoryState;
}

/** Those that may be pushed so that at most so many pull requests are open: what is open by now may be changed in any case. */
export async function withRoom<T extends Known>(wanted: readonly T[], states: readonly RepositoryState[], most: number, hosts: Hosts): Promise<T[]> {
  const pulls = states.flatMap(({ id, pull }) => (pull?.own && pull.state === 'open' ? [{ id, pull }] : []));
  const open = new Set((await Promise.all(pulls.map(async ({ id, pull }) => ({ id, now: (await refreshed(pull, hosts)).pull })))).filter(({ now }) => now.state === 'open').map(({ id }) => id));
  let room = most - open.size;
  return wanted.filter(({ target, state }) => open.has(state.id) || !takesPull(target, state, hosts) || (room -= 1) >= 0);
}
