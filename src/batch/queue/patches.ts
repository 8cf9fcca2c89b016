import { gitBytes } from '../../engine/run-git.ts';
import { ELSEWHERE, gitIn } from '../own-git.ts';
import type { Commit } from '../types.ts';
import type { HandedIn } from './message.ts';

export interface Patch extends HandedIn {
  /** Bytes, one character each. */
  readonly patch: string;
}

/** Commits as patches, each on top of the one before. */
export async function patchesOf(tree: string, base: string, commits: readonly Commit[]): Promise<Patch[]> {
  const patches: Patch[] = [];
  for (const [i, { sha }] of commits.entries()) {
    const before = commits[i - 1]?.sha ?? base;
    const bytes = await gitBytes(tree, ['diff-tree', '-r', '-p', '--binary', '--full-index', '--no-renames', '--no-color', before, sha], { env: ELSEWHERE });
    patches.push({
      patch: bytes.toString('latin1'), tree: (await gitIn(tree, ['rev-parse', `${sha}^{tree}`])).trim(), message: await gitIn(tree, ['log', '-1', '--format=%B', '--encoding=UTF-8', sha]),
    });
  }
  return patches;
}
