import type { Migration } from './remotes.ts';

/** Trees, parents and messages of a branch of bare repositories; a commit's own hash holds when it was made, so it counts by its place. */
export function branchesOf({ git }: Migration, names: readonly string[], branch: string): string[] {
  return names.map((name) => {
    const commits = git(`remotes/${name}.git`, 'log', '--reverse', '--format=%H %P', branch).trim().split('\n').map((line) => line.slice(0, 40));
    const log = git(`remotes/${name}.git`, 'log', '--format=%H (%P) %T %an%n%B', branch);
    return commits.reduce((text, sha, i) => text.replaceAll(sha, `#${i}`), log);
  });
}
