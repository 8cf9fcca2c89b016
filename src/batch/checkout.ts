import { existsSync, realpathSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitError } from '../engine/run-git.ts';
import { callingFolder, gitIn } from './own-git.ts';
import { askRemote, reached, refOf, type RemoteFacts } from './remote.ts';
import type { Target } from './targets.ts';
import { RepositoryError } from './types.ts';
import { protocolsOf } from './url.ts';

const CLONE_MS = 60 * 60_000;

/** Where a repository is, and the commit it is at now. */
export type Located = { readonly base: string; readonly baseBranch: string } & (
  | { readonly kind: 'remote'; readonly url: string; readonly facts: Pick<RemoteFacts, 'canFilter' | 'canShallow'> }
  | { readonly kind: 'folder'; readonly path: string });

/** Asks a repository for the commit to start from. Reads only. Throws `RepositoryError`. */
export async function locate({ source, settings }: Target, work: string): Promise<Located> {
  if ('path' in source && !isBare(source.path)) return locateFolder(source.path, settings.base, settings.branch);
  const url = 'url' in source ? source.url : pathToFileURL(source.path).href;
  const facts = await askRemote(callingFolder(work), url, settings.base === undefined ? [] : [settings.base]);
  const baseBranch = settings.base ?? facts.defaultBranch;
  const base = facts.tips.get(settings.base ?? 'HEAD');
  if (baseBranch === undefined || base === undefined) throw new RepositoryError('nothing to start from', settings.base === undefined ? 'it has no default branch with a commit; name one as `base`' : `it has no branch ${settings.base}`);
  checkBranch(settings.branch, [baseBranch, facts.defaultBranch]);
  return { kind: 'remote', url, base, baseBranch, facts: { canFilter: facts.canFilter, canShallow: facts.canShallow } };
}

async function locateFolder(path: string, wanted: string | undefined, branch: string): Promise<Located> {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new RepositoryError('there is no such folder', `there is no folder ${path}`);
  const top = await gitIn(path, ['rev-parse', '--show-toplevel']).catch((error: GitError) => {
    throw new RepositoryError('not a git repository', /not a git repository/i.test(error.message) ? `${path} is not a git repository` : error.message);
  });
  if (realpathSync(top.trimEnd()) !== realpathSync(path)) throw new RepositoryError('not the root of a repository', `${path} lies in the repository ${top.trimEnd()}; name that one, and narrow it with \`include\``);
  const base = await gitIn(path, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${wanted === undefined ? 'HEAD' : refOf(wanted)}^{commit}`])
    .catch(() => { throw new RepositoryError('nothing to start from', wanted === undefined ? 'it has no commit' : `it has no branch ${wanted}`); });
  const current = (await gitIn(path, ['rev-parse', '--abbrev-ref', 'HEAD'])).trim();
  checkBranch(branch, [wanted ?? current, await remoteDefault(path)]);
  return { kind: 'folder', path, base: base.trim(), baseBranch: wanted ?? current };
}

async function remoteDefault(path: string): Promise<string | undefined> {
  const ref = await gitIn(path, ['rev-parse', '--abbrev-ref', 'refs/remotes/origin/HEAD']).catch(() => '');
  return ref.trim().replace(/^origin\//, '') || undefined;
}

function checkBranch(branch: string, taken: readonly (string | undefined)[]): void {
  if (taken.includes(branch)) throw new RepositoryError('the branch is the one to start from', `${branch} is its default branch, or the one to start from; name another as \`branch\``);
}

/** A folder without a work tree, told from what lies in it. */
function isBare(path: string): boolean {
  return !existsSync(join(path, '.git')) && existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'));
}

/** Checks a repository out as it is now, in place of what was there. Gives the commit. Throws `RepositoryError`. */
export async function checkOut(located: Located, tree: string, work: string): Promise<string> {
  await discard(located, tree);
  if (located.kind === 'folder') {
    await gitIn(located.path, ['worktree', 'add', '--quiet', '--force', '--force', '--detach', '--', tree, located.base]);
    return located.base;
  }
  const { url, baseBranch, facts } = located;
  const protocols = protocolsOf(url)!;
  // Another one's clone that outlived it goes on elsewhere.
  const coming = `${tree}.${process.pid}.${Date.now()}`;
  const less = facts.canFilter ? ['--filter=blob:none'] : facts.canShallow ? ['--depth=1'] : [];
  try {
    await reached(() => gitIn(callingFolder(work), ['clone', '--quiet', '--no-checkout', '--template=', '--no-tags', '--single-branch', `--branch=${baseBranch}`, ...less, '--', url, coming], { protocols, timeout: CLONE_MS }));
    const base = (await gitIn(coming, ['rev-parse', 'HEAD'])).trim();
    // What a clone without contents lacks comes now.
    await reached(() => gitIn(coming, ['checkout', '--quiet', '--force', '--detach', base], { protocols, timeout: CLONE_MS }));
    await rename(coming, tree);
    return base;
  } catch (error) {
    await rm(coming, { recursive: true, force: true });
    throw error;
  }
}

/** A repository at a commit, of which nothing is checked out: as little is fetched as the server allows. Throws `RepositoryError`. */
export async function checkOutNothing(located: Located, tree: string, base: string): Promise<void> {
  if (located.kind === 'folder') {
    await gitIn(located.path, ['worktree', 'add', '--quiet', '--force', '--force', '--no-checkout', '--detach', '--', tree, base]);
    return;
  }
  const { url, baseBranch, facts } = located;
  const options = { protocols: protocolsOf(url)!, timeout: CLONE_MS };
  const fetch = (what: string) => reached(() => gitIn(tree, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', ...(facts.canShallow ? ['--depth=1'] : []), ...(facts.canFilter ? ['--filter=blob:none'] : []), 'origin', what], options));
  await gitIn(dirname(tree), ['init', '--quiet', '--template=', tree]);
  await gitIn(tree, ['remote', 'add', 'origin', url]);
  // An old server gives branches only.
  await fetch(base).catch(() => fetch(refOf(baseBranch)));
  await gitIn(tree, ['update-ref', '--no-deref', 'HEAD', base]).catch(() => { throw new RepositoryError('it changed meanwhile', `${baseBranch} is no longer at ${base.slice(0, 10)}; the same command plans it again`); });
}

/** Takes a checkout away, and what a folder knows of it. */
export async function discard(located: Located | undefined, tree: string): Promise<void> {
  if (located?.kind === 'folder' && existsSync(tree)) await gitIn(located.path, ['worktree', 'remove', '--force', '--force', '--', tree]).catch(() => {});
  await rm(tree, { recursive: true, force: true });
}

/** Puts a checkout back to a commit, without anything that lies there besides. */
export async function reset(tree: string, commit: string): Promise<void> {
  await gitIn(tree, ['checkout', '--quiet', '--force', '--detach', commit]);
  await gitIn(tree, ['clean', '--quiet', '-ffdx']);
}
