import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Root } from './git.ts';
import { listFiles, type Listing } from './walk.ts';

/** Where a run reads the files of a root: the work tree, or what git has staged. */
export interface Tree extends Listing {
  /** Folder in which the files lie, under their paths. */
  readonly folder: string;
  /** The bytes of any file; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** The files as they lie there. */
export async function workTree(root: Root): Promise<Tree> {
  return { ...await listFiles(root), folder: root.path, read: (path) => readIfThere(join(root.path, path)), close: async () => {} };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${path} must be changed but cannot be read: ${(error as Error).message}`);
  }
}
