import { join, resolve } from 'node:path';

/** Whether a file that a manifest names lies beside it, `./PATH`; else it is one of each repository. */
export function isBeside(name: string): boolean {
  return /^\.{0,2}\//.test(name);
}

/** Where such a file is: `from` is the folder of the manifest, `tree` a checkout. */
export function placeOf(name: string, from: string, tree: string): string {
  return isBeside(name) ? resolve(from, name) : join(tree, name);
}
