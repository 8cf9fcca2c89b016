import { access, constants, lstat, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../errors.ts';
import { dirtyPaths, type Root } from './git.ts';
import { replaceAll, WriteError, type Replacement } from './replace.ts';
import { encodeRaw, readSource, rawText, writeBytes } from './source-file.ts';
import { saveUndo } from './undo.ts';

const MOST_NAMED = 5;
const ANY_WRITE_BIT = 0o222;

export interface Change {
  /** POSIX, relative to the root. */
  readonly path: string;
  /** The text on disk when the run began; absent for a new file. */
  readonly before?: string;
  readonly after: string;
  readonly encoding?: string;
}

/** Throws `UsageError` when writing could lose work: changes git does not hold, or no version control at all. */
export async function checkMayWrite(root: Root, changes: readonly Change[], allow: { readonly dirty: boolean; readonly noVcs: boolean }): Promise<void> {
  if (changes.length === 0) return;
  if (!root.isGit) {
    if (!allow.noVcs) throw new UsageError('this folder is not under version control, so git could not bring the old text back; add --allow-no-vcs to write all the same');
    return;
  }
  const dirty = allow.dirty ? [] : await dirtyPaths(root.path, changes.filter(({ before }) => before !== undefined).map(({ path }) => path));
  if (dirty.length === 0) return;
  const named = dirty.slice(0, MOST_NAMED).join(', ') + (dirty.length > MOST_NAMED ? ` and ${dirty.length - MOST_NAMED} more` : '');
  throw new UsageError(`uncommitted changes in ${named}; commit or stash them, or add --allow-dirty`);
}

/**
 * Writes all changes or none. Returns the path of a patch that undoes them. Throws `WriteError` when a file cannot be
 * written or is no longer what the run read, and when what is `further` to be done with it fails.
 */
export async function writeChanges(root: Root, changes: readonly Change[], { further, now = new Date() }: { readonly further?: () => Promise<void>; readonly now?: Date } = {}): Promise<string> {
  for (const change of changes) await checkUnchanged(root, change);
  const replacements = changes.map(replacementOf);
  const undo = await saveUndo(root, changes.map((change) => ({ ...change, encoding: change.encoding ?? 'utf8' })), now);
  try {
    await replaceAll(root.path, replacements, further);
  } catch (error) {
    await rm(undo, { force: true });
    throw error;
  }
  return undo;
}

function replacementOf({ path, before, after, encoding }: Change): Replacement {
  try {
    return { path, ...(before !== undefined && { before: encodeRaw(before, encoding) }), after: encodeRaw(after, encoding) };
  } catch (error) {
    throw new WriteError(path, `could not be written (${(error as Error).message}); nothing was changed`);
  }
}

/** Writes one file. Throws where a symbolic link would lead the write elsewhere. */
export async function putChange(root: string, { path, after, encoding }: Pick<Change, 'path' | 'after' | 'encoding'>): Promise<void> {
  const file = join(root, path);
  for (let at = file; at !== root; at = dirname(at)) {
    if ((await lstat(at).catch(() => undefined))?.isSymbolicLink()) throw new Error(`${relative(root, at)} is a symbolic link`);
  }
  await mkdir(dirname(file), { recursive: true });
  await writeBytes(file, encodeRaw(after, encoding));
}

async function checkUnchanged(root: Root, { path, before }: Change): Promise<void> {
  const file = join(root.path, path);
  if (before === undefined) return;
  const isThere = await stat(file).catch(() => undefined);
  if (!isThere) throw new WriteError(path, 'is gone since checkmod read it; run it again. Nothing was changed');
  // Root may write what nobody may: a file without any write bit is read-only for root too.
  const isWritable = (isThere.mode & ANY_WRITE_BIT) !== 0 && await access(file, constants.W_OK).then(() => true, () => false);
  if (!isWritable) throw new WriteError(path, 'is read-only; make it writable (chmod u+w) or exclude it. Nothing was changed');
  if (rawText(await readSource(file)) !== before) throw new WriteError(path, 'changed while checkmod ran; run it again. Nothing was changed');
}
