import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gitBytes } from '../../engine/run-git.ts';
import { checkOutNothing, discard, type Located } from '../checkout.ts';
import { commitIndex } from '../commits.ts';
import { ELSEWHERE, gitIn } from '../own-git.ts';
import { reached } from '../remote.ts';
import { RepositoryError } from '../types.ts';
import { protocolsOf } from '../url.ts';
import type { Patch } from './patches.ts';

/**
 * Makes the commits of patches, on top of the commit they were made for and with the identity and signature that git has
 * here. Of the repository only the folders and what the patches change is fetched. Throws `RepositoryError`.
 */
export async function receive(located: Located, tree: string, { base, at, patches }: { readonly base: string; readonly at: string; readonly patches: readonly Patch[] }): Promise<string[]> {
  await discard(located, tree);
  if (located.kind === 'folder') {
    await checkOutNothing(located, tree, base);
    return committed(tree, base, at, patches);
  }
  const coming = `${tree}.${process.pid}.${Date.now()}`;
  try {
    await checkOutNothing(located, coming, base);
    if (located.facts.canFilter) await fetchContents(coming, located.url, patches);
    const heads = await committed(coming, base, at, patches);
    await rename(coming, tree);
    return heads;
  } catch (error) {
    await rm(coming, { recursive: true, force: true });
    throw error;
  }
}

async function committed(tree: string, base: string, at: string, patches: readonly Patch[]): Promise<string[]> {
  const heads: string[] = [];
  await gitIn(tree, ['read-tree', base]);
  // Contents that were not fetched are then not asked for.
  await gitIn(tree, ['update-index', '-z', '--skip-worktree', '--stdin'], { input: await gitBytes(tree, ['ls-files', '-z'], { env: ELSEWHERE }) });
  for (const { patch, tree: wanted, message } of patches) {
    await gitBytes(tree, ['apply', '--cached', '--whitespace=nowarn', '--no-ignore-whitespace', '-'], { input: Buffer.from(patch, 'latin1'), env: ELSEWHERE })
      .catch((error: Error) => { throw new RepositoryError('its patch does not fit', error.message); });
    const is = (await gitIn(tree, ['write-tree'])).trim();
    if (is !== wanted) throw new RepositoryError('its patch does not fit', `with its patch the tree is ${is}, and the worker made ${wanted}`);
    heads.push(await commitIndex(tree, message, at));
  }
  // Nothing is checked out, and who comes next is not to take that for what was asked for.
  await rm(resolve(tree, (await gitIn(tree, ['rev-parse', '--git-path', 'index'])).trim()));
  return heads;
}

/** What the patches start from, in one call; git would fetch each by itself. */
async function fetchContents(tree: string, url: string, patches: readonly Patch[]): Promise<void> {
  const changes = patches.flatMap(({ patch }) => [...patch.matchAll(/^index ([0-9a-f]{40,64})\.\.([0-9a-f]{40,64})/gm)]);
  const made = new Set(changes.map(([, , after]) => after!));
  const wanted = [...new Set(changes.map(([, before]) => before!))].filter((sha) => !/^0+$/.test(sha) && !made.has(sha));
  // Read by whatever changes an index whose files are not there.
  const attributes = (await gitIn(tree, ['ls-tree', '-r', '--format=%(objectname) %(path)', 'HEAD'])).split('\n').filter((line) => /(?:[ /])\.git(?:attributes|modules)$/.test(line)).map((line) => line.split(' ')[0]!);
  wanted.push(...attributes);
  if (wanted.length === 0) return;
  await reached(() => gitIn(tree, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--recurse-submodules=no', '--filter=blob:none', '--stdin', 'origin'], { input: `${wanted.join('\n')}\n`, protocols: protocolsOf(url)! }));
}
