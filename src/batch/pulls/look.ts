import type { HostKind } from '../manifest.ts';
import { RepositoryError, type Pull } from '../types.ts';
import { withoutCredentials } from '../url.ts';
import { hostedAt } from '../hosts/address.ts';
import type { HostedPull, HostedRepository, PullRequestHost } from '../hosts/host.ts';
import type { Hosts } from '../hosts/open-hosts.ts';
import { isOurs, isTakenBack } from './body.ts';

/** A repository at its host, with the pull request that there is from a branch of it. */
export interface Looked {
  readonly kind: HostKind;
  readonly host: PullRequestHost;
  readonly repository: HostedRepository;
  /** Without credentials. */
  readonly remote: string;
  /** The one that is open, else the last one of ours that was not taken back. */
  readonly found?: HostedPull & { readonly own: boolean };
}

/** Looks for the pull request from a branch, also one that a run before opened and was killed. Undefined for a plain git remote. Throws `RepositoryError`. */
export async function look(hosts: Hosts, url: string, branch: string, known: Pull | undefined): Promise<Looked | undefined> {
  const place = hostedAt(url, hosts.settings);
  if (!place) return undefined;
  const { address: { kind, name } } = place;
  const host = await hosts.at(place.address);
  const repository = await host.repository(place.path);
  const { path } = repository;
  if (repository.archived) throw new RepositoryError('it is archived', `${path} is archived at ${name}, which takes no changes there; leave it out of the manifest, or with --skip`);
  if (!repository.canPush) throw new RepositoryError('the token may not push there', `the token for ${name} may not push to ${path}, so it can open no pull request there`);
  const pulls = (await host.find(path, branch)).map((pull) => ({ ...pull, own: !isTakenBack(pull.body) && (isOurs(pull.body) || (known?.own === true && pull.number === known.number)) }));
  const found = pulls.find(({ state }) => state === 'open') ?? pulls.find(({ own }) => own);
  return { kind, host, repository, remote: withoutCredentials(url), ...(found && { found }) };
}
