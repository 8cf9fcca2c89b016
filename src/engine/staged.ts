import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { languageOf } from '../languages/index.ts';
import { isAboutRepository } from '../project/files.ts';
import { isSurrounding } from '../project/surroundings.ts';
import type { Root } from './git.ts';
import { isInside } from './inside.ts';
import { git, gitBytes } from './run-git.ts';
import type { Tree } from './tree.ts';
import { inChunks, withoutOthersCode } from './walk.ts';

const FILE_MODES = new Set(['100644', '100755']);
const SUBMODULE = '160000';
const MOST_NAMED = 5;
const BLOBS_AT_ONCE = 500;

/** A file in the index. */
export interface Entry {
  readonly mode: string;
  readonly id: string;
}

export interface StagedTree extends Tree {
  /** Every file in the index, by path. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Paths that the next commit adds or changes. */
  readonly changed: ReadonlySet<string>;
}

/**
 * What is in the index, whatever the work tree has: the files that a run reads are laid out in a folder of their own, as
 * git holds them, through no filter. Throws `UsageError` outside git and in the middle of a merge.
 */
export async function stagedTree(root: Root): Promise<StagedTree> {
  if (!root.isGit) throw new UsageError(`--staged: ${root.path} is not under git, so nothing is staged`);
  const all = await listIndex(root.path);
  const entries = new Map([...all].filter(([path, { mode }]) => FILE_MODES.has(mode) && isInside(path)));
  const paths = withoutOthersCode([...entries.keys()]).sort();
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'checkmod-staged-')));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const missing = await layOut(root.path, paths.filter(isRead).map((path) => ({ path, id: entries.get(path)!.id })), folder);
    return {
      folder, paths, entries, close,
      changed: new Set((await git(root.path, ['diff', '--cached', '--name-only', '-z', '--no-renames', '--diff-filter=d'])).split('\0').filter(Boolean)),
      notes: [
        ...[...all].filter(([, { mode }]) => mode === SUBMODULE).map(([path]) => `${path} is a submodule and was not looked at; run checkmod in it`),
        ...(missing > 0 ? [`${missing} staged files are not in this partial clone and were not looked at`] : []),
      ],
      read: async (path) => {
        const entry = entries.get(path);
        return entry && (await readBlobs(root.path, [entry.id])).get(entry.id);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function isRead(path: string): boolean {
  return languageOf(path) !== undefined || isAboutRepository(path) || isSurrounding(path);
}

async function listIndex(root: string): Promise<Map<string, Entry>> {
  const lines = (await git(root, ['ls-files', '--stage', '-z'])).split('\0').filter(Boolean);
  const entries = lines.map((line) => /^(\d+) ([0-9a-f]+) (\d)\t([^]*)$/.exec(line)!.slice(1) as [mode: string, id: string, stage: string, path: string]);
  const unmerged = [...new Set(entries.filter(([, , stage]) => stage !== '0').map(([, , , path]) => path))];
  if (unmerged.length > 0) throw new UsageError(`--staged: ${unmerged.slice(0, MOST_NAMED).join(', ')} ${unmerged.length === 1 ? 'has' : 'have'} merge conflicts; resolve and stage them first`);
  return new Map(entries.map(([mode, id, , path]) => [path, { mode, id }]));
}

/** Writes the files, and gives how many of them git does not have. */
async function layOut(root: string, files: readonly { readonly path: string; readonly id: string }[], folder: string): Promise<number> {
  let missing = 0;
  for (let at = 0; at < files.length; at += BLOBS_AT_ONCE) {
    const part = files.slice(at, at + BLOBS_AT_ONCE);
    const blobs = await readBlobs(root, part.map(({ id }) => id));
    await inChunks(part, async ({ path, id }) => {
      const bytes = blobs.get(id);
      if (!bytes) missing += 1;
      else {
        await mkdir(join(folder, dirname(path)), { recursive: true });
        await writeFile(join(folder, path), bytes);
      }
    });
  }
  return missing;
}

/** The contents of objects, by id; without those git does not have. */
async function readBlobs(root: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const output = await gitBytes(root, ['cat-file', '--batch'], { input: [...new Set(ids)].map((id) => `${id}\n`).join('') });
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const headerEnd = output.indexOf('\n', at);
    const [id, kind, size] = output.toString('latin1', at, headerEnd).split(' ') as [string, string, string | undefined];
    at = headerEnd + 1;
    if (kind !== 'blob') continue;
    blobs.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
