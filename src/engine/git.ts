import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../errors.ts';
import { git, GitError } from './run-git.ts';

const MANIFESTS = ['pyproject.toml', 'package.json', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile', 'manage.py', 'checkmod.config.json', 'checkmod.config.js', 'checkmod.config.mjs', 'checkmod.config.ts'];

export interface Root {
  /** Absolute path, symlinks resolved. */
  readonly path: string;
  readonly isGit: boolean;
}

/**
 * The git top level of the paths, else the nearest folder with a manifest, else the current folder.
 * Throws `UsageError` for a missing path, for paths under two roots, and when git refuses to answer.
 */
export async function findRoot(paths: readonly string[], cwd: string): Promise<Root> {
  const places = paths.length > 0 ? paths.map((path) => resolve(cwd, path)) : [cwd];
  const missing = places.find((place) => !existsSync(place));
  if (missing !== undefined) throw new UsageError(`there is no ${relative(cwd, missing) || missing}; check the path`);
  const roots = await Promise.all(places.map((place) => rootOf(realpathSync(place), realpathSync(cwd))));
  const [first, ...others] = roots;
  const other = others.find(({ path }) => path !== first!.path);
  if (other) throw new UsageError(`the paths lie under two roots, ${first!.path} and ${other.path}; run checkmod once for each`);
  return first!;
}

async function rootOf(place: string, cwd: string): Promise<Root> {
  const folder = statSync(place).isDirectory() ? place : dirname(place);
  const top = await topLevel(folder);
  if (top !== undefined) return { path: realpathSync(top), isGit: true };
  for (let at = folder; ; at = dirname(at)) {
    if (MANIFESTS.some((name) => existsSync(join(at, name)))) return { path: at, isGit: false };
    if (at === dirname(at)) break;
  }
  return { path: isWithin(cwd, folder) ? cwd : folder, isGit: false };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way));
}

/** Undefined outside git, and where git is not installed and nothing says that it should be. */
async function topLevel(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder, ['rev-parse', '--show-toplevel'])).trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (/not a git repository|must be run in a work tree/i.test(error.message)) return undefined;
    if (error.isMissing) {
      if (hasGitFolder(folder)) throw new UsageError('this is a git repository but git is not installed; install git so that ignored files and uncommitted changes can be told');
      return undefined;
    }
    if (/dubious ownership/i.test(error.message)) {
      const path = /safe\.directory (\S+)/.exec(error.message)?.[1] ?? folder;
      throw new UsageError(`git does not trust this repository because another user owns it; if you do, run: git config --global --add safe.directory ${path}`);
    }
    throw new UsageError(`git cannot read this repository: ${error.message}`);
  }
}

function hasGitFolder(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (at === dirname(at)) return false;
  }
}

/** POSIX paths relative to the root of the files changed since a ref, by commits or not yet, untracked ones included. Throws `UsageError`. */
export async function changedSince(root: string, ref: string): Promise<Set<string>> {
  try {
    await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  } catch {
    throw new UsageError(`--since ${ref}: this repository has no such commit; fetch it, or name another ref`);
  }
  try {
    // The merge base: what this branch changed, not what the other one gained since.
    const base = (await git(root, ['merge-base', ref, 'HEAD']).catch(() => ref)).trim();
    // Not one `git diff` with the work tree: it writes the index, and asks remotes for old contents that a partial clone lacks.
    const [committed, uncommitted] = await Promise.all([git(root, ['diff-tree', '-r', '--name-only', '-z', '--no-renames', base, 'HEAD', '--']), uncommittedPaths(root)]);
    return new Set([...committed.split('\0').filter(Boolean), ...uncommitted]);
  } catch (error) {
    throw new UsageError(`--since ${ref}: git cannot compare with it: ${(error as Error).message}; in a partial clone, fetch what is missing: git diff --name-only ${ref}`);
  }
}

/** Of the given paths those with changes git could not bring back: modified, staged or untracked. */
export async function dirtyPaths(root: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const wanted = new Set(paths);
  return (await uncommittedPaths(root)).filter((path) => wanted.has(path));
}

async function uncommittedPaths(root: string): Promise<string[]> {
  const status = await git(root, ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignored=no']);
  return status.split('\0').filter(Boolean).map((entry) => entry.slice(3));
}

/** Folder inside git's own where checkmod keeps the patches that undo its writes. */
export async function gitFolderFor(root: string, name: string): Promise<string> {
  return resolve(root, (await git(root, ['rev-parse', '--git-path', name])).trim());
}

/** How far back a rename is looked for, in commits. */
const MOST_COMMITS = 5000;

/** Where renamed files are now, by each path they had, in commits or not committed yet. Empty where git cannot tell. */
export async function renames(root: string): Promise<Map<string, string>> {
  const list = ['-M', '--diff-filter=R', '--name-status', '-z'];
  const uncommitted = await git(root, ['diff', ...list, 'HEAD', '--']).catch(() => '');
  const committed = await git(root, ['log', ...list, '--format=', '-n', String(MOST_COMMITS)]).catch(() => '');
  const now = new Map<string, string>();
  // The newest first: an older rename leads to where a newer one went on.
  const entries = [uncommitted, committed].flatMap((text) => text.split('\0').filter(Boolean));
  for (let at = 0; at + 2 < entries.length; at += 3) {
    const [from, to] = [entries[at + 1]!, entries[at + 2]!];
    if (!now.has(from)) now.set(from, now.get(to) ?? to);
  }
  return now;
}

/** Who works here, as git would write it into a commit; undefined where it does not know. */
export async function gitUser(root: string): Promise<string | undefined> {
  const of = async (key: string) => (await git(root, ['config', '--get', key]).catch(() => '')).trim();
  const [name, email] = [await of('user.name'), await of('user.email')];
  return name === '' && email === '' ? undefined : `${name} <${email}>`.replace(/ <>$/, '').trim();
}
