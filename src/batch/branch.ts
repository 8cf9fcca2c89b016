import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Located } from './checkout.ts';
import { callingFolder, gitIn } from './own-git.ts';
import { askRemote, push, refOf } from './remote.ts';
import { RepositoryError } from './types.ts';
import { isUrl, protocolsOf } from './url.ts';

const NONE = '0'.repeat(40);

/** Where the branch of a repository is made: in the folder itself, or in our clone. */
export function homeOf(located: Located, tree: string): string {
  return located.kind === 'folder' ? located.path : tree;
}

/** Whether a commit is there: a clone may be gone, or a new one by now. */
export async function holds(home: string, commit: string): Promise<boolean> {
  return existsSync(home) && gitIn(home, ['cat-file', '-e', `${commit}^{commit}`]).then(() => true, () => false);
}

/** The tip of a branch; undefined where there is no such branch. Throws `RepositoryError` unless it is one of `ours`. */
export async function ownTip(home: string, branch: string, ours: readonly string[]): Promise<string | undefined> {
  const tip = (await gitIn(home, ['rev-parse', '--verify', '--quiet', '--end-of-options', refOf(branch)]).catch(() => '')).trim() || undefined;
  if (tip !== undefined && !ours.includes(tip)) throw foreign(branch, tip);
  return tip;
}

/** Points a branch to a commit. Throws `RepositoryError` where that would move a branch of others, or one that somebody works on. */
export async function setBranch(home: string, branch: string, head: string | undefined, ours: readonly string[]): Promise<void> {
  const tip = await ownTip(home, branch, ours);
  if (tip === head) return;
  const trees = (await gitIn(home, ['worktree', 'list', '--porcelain'])).split('\n\n').map((tree) => tree.split('\n'));
  const using = trees.find((lines) => lines.includes(`branch ${refOf(branch)}`));
  if (using) throw new RepositoryError('somebody works on the branch', `${branch} is checked out in ${using[0]!.replace('worktree ', '')}; switch to another branch there`);
  if (head === undefined) await gitIn(home, ['update-ref', '-d', refOf(branch), tip!]);
  else await gitIn(home, ['update-ref', refOf(branch), head, tip ?? NONE]);
}

/** A remote's branch as it is, and a way to move it. */
export interface RemoteBranch {
  readonly url: string;
  readonly tip?: string;
  /** Points it to a commit, or takes it away. */
  move(head: string | undefined): Promise<void>;
}

/** The branch at the remote that a repository is pushed to; undefined for a folder without a remote. Throws `RepositoryError` for a branch of others. */
export async function remoteBranch(located: Located, { tree, work, branch, ours }: { readonly tree: string; readonly work: string; readonly branch: string; readonly ours: readonly string[] }): Promise<RemoteBranch | undefined> {
  const url = located.kind === 'remote' ? located.url : await originOf(located.path);
  if (url === undefined) return undefined;
  const calling = callingFolder(work);
  const { defaultBranch, tips } = await askRemote(calling, url, [branch]);
  if (branch === defaultBranch) throw new RepositoryError('the branch is the one to start from', `${branch} is the default branch of ${url}, which is never pushed to; name another as \`branch\``);
  const tip = tips.get(branch);
  if (tip !== undefined && !ours.includes(tip)) throw foreign(branch, tip);
  // A clone knows where its history ends; of a folder only the objects are used.
  const [from, env] = located.kind === 'remote' ? [tree, {}] : [calling, { GIT_ALTERNATE_OBJECT_DIRECTORIES: await objectsOf(located.path) }];
  return {
    url, ...(tip !== undefined && { tip }),
    move: (head) => push(head === undefined ? calling : from, { url, branch, ...(head !== undefined && { head }), ...(tip !== undefined && { expected: tip }) }, env),
  };
}

function foreign(branch: string, tip: string): RepositoryError {
  return new RepositoryError('the branch has commits of others', `${branch} is at ${tip.slice(0, 10)}, which this migration did not make; it is left as it is: name another as \`branch\`, or delete it`);
}

/** Where a folder pushes to; a path is relative to it. */
async function originOf(path: string): Promise<string | undefined> {
  for (const key of ['remote.origin.pushurl', 'remote.origin.url']) {
    const url = (await gitIn(path, ['config', '--get', key]).catch(() => '')).trim();
    if (url === '') continue;
    if (protocolsOf(url)) return url;
    if (!isUrl(url)) return pathToFileURL(resolve(path, url)).href;
    throw new RepositoryError('its remote is none that is reached', `its ${key} is ${url}; checkmod reaches https, http, ssh, git and file, and user@host:path`);
  }
  return undefined;
}

async function objectsOf(path: string): Promise<string> {
  return join(resolve(path, (await gitIn(path, ['rev-parse', '--git-common-dir'])).trim()), 'objects');
}
