import { access, constants, lstat, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import iconv from 'iconv-lite';
import { UsageError } from '../errors.ts';
import { gitDiff } from './diff.ts';
import { dirtyPaths, gitFolderFor, type Root } from './git.ts';
import { readSource, rawText, writeRaw } from './source-file.ts';

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

/** A write failed; what had been written is as it was before. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
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
 * written or is no longer what the run read.
 */
export async function writeChanges(root: Root, changes: readonly Change[], now = new Date()): Promise<string> {
  for (const change of changes) await checkUnchanged(root, change);
  const undo = await saveUndo(root, changes, now);
  const written: Change[] = [];
  try {
    for (const change of changes) {
      await putChange(root.path, change);
      written.push(change);
    }
  } catch (error) {
    for (const change of written) await restore(root, change);
    await rm(undo, { force: true });
    throw new WriteError(changes[written.length]!.path, `could not be written (${(error as Error).message}); nothing was changed`);
  }
  return undo;
}

/** Writes one file. Throws where a symbolic link would lead the write elsewhere. */
export async function putChange(root: string, { path, after, encoding }: Pick<Change, 'path' | 'after' | 'encoding'>): Promise<void> {
  const file = join(root, path);
  for (let at = file; at !== root; at = dirname(at)) {
    if ((await lstat(at).catch(() => undefined))?.isSymbolicLink()) throw new Error(`${relative(root, at)} is a symbolic link`);
  }
  await mkdir(dirname(file), { recursive: true });
  await writeRaw(file, after, encoding);
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

async function restore(root: Root, { path, before, encoding }: Change): Promise<void> {
  if (before === undefined) await rm(join(root.path, path), { force: true });
  else await writeRaw(join(root.path, path), before, encoding);
}

async function saveUndo(root: Root, changes: readonly Change[], now: Date): Promise<string> {
  const folder = root.isGit ? await gitFolderFor(root.path, 'checkmod') : join(stateFolder(), createHash('sha256').update(root.path).digest('hex').slice(0, 12));
  await mkdir(folder, { recursive: true });
  const file = join(folder, `undo-${now.toISOString().replaceAll(':', '-')}.patch`);
  await writeFile(file, Buffer.concat(changes.map(({ path, before, after, encoding }) => iconv.encode(gitDiff(path, after, before), encoding ?? 'utf8'))));
  return file;
}

function stateFolder(): string {
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'checkmod');
}
