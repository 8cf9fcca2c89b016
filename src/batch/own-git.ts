import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { git, type GitOptions } from '../engine/run-git.ts';

/** What git tells a hook, from which checkmod may be started: it would be taken for every folder named here. */
export const ELSEWHERE: { readonly [name: string]: undefined } = Object.fromEntries(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_PREFIX', 'GIT_CEILING_DIRECTORIES'].map((name) => [name, undefined]));

/** Runs git in a folder and nowhere else. Throws `GitError`. */
export function gitIn(folder: string, command: readonly [command: string, ...args: string[]], options: GitOptions = {}): Promise<string> {
  return git(folder, command, { ...options, env: { ...ELSEWHERE, ...options.env } });
}

/**
 * An empty repository of our own, to call remotes from: the configuration of the folder that a branch lies in, which may
 * rewrite URLs and name programs, has no part in that.
 */
export function callingFolder(work: string): string {
  return join(work, 'git');
}

/** Makes it where it is not there: whole at once, whenever this process is killed. */
export async function makeCallingFolder(work: string): Promise<void> {
  if (existsSync(callingFolder(work))) return;
  const coming = `${callingFolder(work)}.${process.pid}`;
  await rm(coming, { recursive: true, force: true });
  await gitIn(work, ['init', '--quiet', '--template=', coming]);
  await rename(coming, callingFolder(work));
}
