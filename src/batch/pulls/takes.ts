import { hostedAt } from '../hosts/address.ts';
import type { Hosts } from '../hosts/open-hosts.ts';
import type { Target } from '../targets.ts';
import type { RepositoryState } from '../types.ts';

/** Whether a push of a repository ends in a pull request; a folder may until its remote is known. */
export function takesPull({ source, settings }: Pick<Target, 'source' | 'settings'>, { push }: RepositoryState, { settings: hosts }: Hosts): boolean {
  if (settings.pullRequest === false) return false;
  const url = push ? push.url : 'url' in source ? source.url : undefined;
  return url === undefined ? !push : hostedAt(url, hosts) !== undefined;
}
