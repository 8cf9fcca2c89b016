import { lstat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Root } from './git.ts';
import { isInside } from './inside.ts';
import { git } from './run-git.ts';

/** Folders that hold other people's code or the output of tools, tracked or not. */
const NEVER = /(^|\/)(node_modules|bower_components|site-packages|\.?venv|virtualenv|__pypackages__|\.git|\.hg|__pycache__|\.tox|\.nox|\.next|\.mypy_cache|\.pytest_cache)\//;
const IN_PARALLEL = 256;

export interface Listing {
  /** POSIX paths relative to the root of the files that may be read. */
  readonly paths: readonly string[];
  readonly notes: readonly string[];
}

/** Every file of the root that is tracked or not ignored; no symlinks, no other people's code. */
export async function listFiles(root: Root): Promise<Listing> {
  const listed = root.isGit ? await listedByGit(root.path) : await listedByGlob(root.path);
  const candidates = withoutOthersCode([...new Set(listed)]);
  const kinds = await inChunks(candidates, (path) => kindOf(join(root.path, path)));
  const of = (kind: string) => candidates.filter((_, i) => kinds[i] === kind);
  return {
    paths: of('file').sort(),
    notes: [
      ...of('folder').map((path) => `${path} is a submodule and was not looked at; run checkmod in it`),
      ...(of('missing').length > 0 ? [`${of('missing').length} tracked files are not in this checkout (deleted or sparse) and were not looked at`] : []),
    ],
  };
}

/** The paths that lie in the root, and in no folder of other people's code. */
export function withoutOthersCode(paths: readonly string[]): string[] {
  const environments = paths.filter((path) => path.endsWith('/pyvenv.cfg')).map((path) => path.slice(0, -'pyvenv.cfg'.length));
  return paths.filter((path) => isInside(path) && !NEVER.test(`/${path}`) && !environments.some((folder) => path.startsWith(folder)));
}

async function listedByGit(root: string): Promise<string[]> {
  return (await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'])).split('\0').filter(Boolean);
}

async function listedByGlob(root: string): Promise<string[]> {
  const { globby } = await import('globby');
  return globby('**/*', { cwd: root, gitignore: true, dot: true, followSymbolicLinks: false, ignore: ['**/node_modules/**', '**/.git/**'] });
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'symlink' | 'missing' | 'other'> {
  try {
    const stat = await lstat(path);
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'folder';
    return stat.isSymbolicLink() ? 'symlink' : 'other';
  } catch {
    return 'missing';
  }
}

/** Maps with a bounded number of operations under way. */
export async function inChunks<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += IN_PARALLEL) {
    results.push(...await Promise.all(items.slice(at, at + IN_PARALLEL).map(work)));
  }
  return results;
}

/** A test for the POSIX paths that lie under one of the given paths; everything when none is given. */
export function underPaths(root: string, cwd: string, paths: readonly string[]): (path: string) => boolean {
  const prefixes = paths.map((path) => relative(root, resolve(cwd, path)).split(sep).join('/'));
  if (prefixes.length === 0 || prefixes.includes('')) return () => true;
  return (path) => prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
