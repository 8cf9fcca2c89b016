import { lstat, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Root } from './git.ts';
import { git } from './run-git.ts';
import { encodeRaw } from './source-file.ts';
import type { StagedTree } from './staged.ts';
import { inChunks } from './walk.ts';
import { writeChanges, type Change } from './write.ts';

const NEW_FILE = '100644';
const MOST_NAMED = 5;
/** What git calls the index of a `git commit` with paths: it is thrown away, and the next commit would take the changes back. */
const INDEX_OF_SOME_PATHS = /^next-index-\d+\.lock$/;

/**
 * Under pre-commit the index stays: it puts unstaged changes aside and, where it cannot bring them back over a hook's, takes
 * the work tree from the index again. With the hook's changes in there the unstaged ones would be lost.
 */
function isUnderPreCommit(): boolean {
  return process.env['PRE_COMMIT'] === '1';
}

/**
 * Writes changes of staged files to the index and to the work tree, all or none; returns the path of a patch that undoes
 * those of the work tree. Throws `UsageError` for files that the work tree has otherwise, and `WriteError`.
 */
export async function writeStaged(root: Root, staged: StagedTree, changes: readonly Change[]): Promise<string> {
  if (!isUnderPreCommit() && INDEX_OF_SOME_PATHS.test(basename(process.env['GIT_INDEX_FILE'] ?? ''))) {
    throw new UsageError('git commit with paths has an index of its own, so staged files cannot be fixed in it; stage them and commit without paths');
  }
  const onDisk = await inChunks(changes, (change) => asInWorkTree(root, staged, change));
  const others = changes.filter((_, i) => !onDisk[i]).map(({ path }) => path);
  if (others.length > 0) {
    const named = others.slice(0, MOST_NAMED).join(', ') + (others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '');
    throw new UsageError(`--staged: the work tree has ${named} otherwise than the index; stage the rest, or stash it (git stash --keep-index)`);
  }
  return writeChanges(root, onDisk.map((change) => change!), isUnderPreCommit() ? {} : { further: () => stage(root, staged, changes) });
}

/** A change as the work tree takes it, where it has the file as it is staged, if with the line ends of Windows. */
async function asInWorkTree(root: Root, staged: StagedTree, change: Change): Promise<Change | undefined> {
  const file = join(root.path, change.path);
  const kind = await lstat(file).catch(() => undefined);
  if (change.before === undefined) return kind ? undefined : change;
  const inIndex = await staged.read(change.path);
  if (!kind?.isFile() || !inIndex) return undefined;
  const bytes = await readFile(file);
  if (bytes.equals(inIndex)) return change;
  const isConverted = !inIndex.includes('\r') && bytes.equals(Buffer.from(withReturns(inIndex.toString('latin1')), 'latin1'));
  return isConverted ? { ...change, before: withReturns(change.before), after: withReturns(change.after) } : undefined;
}

function withReturns(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

async function stage({ path: root }: Root, { entries }: StagedTree, changes: readonly Change[]): Promise<void> {
  const lines: string[] = [];
  for (const { path, after, encoding } of changes) {
    const id = (await git(root, ['hash-object', '-w', '--stdin'], { input: encodeRaw(after, encoding) })).trim();
    lines.push(`${entries.get(path)?.mode ?? NEW_FILE} ${id}\t${path}\0`);
  }
  await git(root, ['update-index', '-z', '--index-info'], { input: lines.join('') });
}
