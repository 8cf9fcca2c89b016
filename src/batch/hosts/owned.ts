import { basename } from 'node:path/posix';
import picomatch from 'picomatch';
import { UsageError } from '../../errors.ts';
import { reasonOf } from '../failure.ts';
import type { RepositoryEntry } from '../manifest.ts';
import { addressOf } from './address.ts';
import type { ListedRepository } from './host.ts';
import type { Hosts } from './open-hosts.ts';

/** The repositories of a GitHub organisation or GitLab group that an entry asks for; archived ones and forks are none of them. Throws `UsageError`. */
export async function owned({ organization, group, host, include, exclude, topics, ...settings }: RepositoryEntry, hosts: Hosts): Promise<RepositoryEntry[]> {
  const [kind, owner] = organization === undefined ? ['gitlab', group!] as const : ['github', organization] as const;
  const name = host ?? `${kind}.com`;
  const address = addressOf(name, hosts.settings);
  if (address?.kind !== kind) throw new UsageError(`${owner} is to be at ${name}, which \`hosts\` in the manifest does not call ${kind}; add \`hosts: { ${name}: ${kind} }\``);
  const all = await hosts.at(address).then((client) => client.list(owner)).catch((error: unknown) => { throw new UsageError(`the repositories of ${owner} cannot be listed: ${reasonOf(error).reason}`); });
  const found = all.filter(({ archived, fork }) => !archived && !fork)
    .filter((each) => (include === undefined || isNamed(each, include)) && !isNamed(each, exclude ?? []) && (topics === undefined || topics.some((topic) => each.topics.includes(topic))));
  if (found.length === 0) throw new UsageError(`${owner} at ${name} has no repository that is asked for: ${all.length === 0 ? 'the token sees none' : `of ${all.length} all are archived, forks, or left out by include, exclude and topics`}`);
  return found.map(({ url }) => ({ ...settings, url }));
}

/** By its name, with or without the groups above it. */
function isNamed({ name }: ListedRepository, globs: readonly string[]): boolean {
  return [name, basename(name)].some((each) => picomatch.isMatch(each, [...globs], { dot: true }));
}
