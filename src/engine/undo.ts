import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import iconv from 'iconv-lite';
import { UsageError } from '../errors.ts';
import { gitDiff } from './diff.ts';
import { gitFolderFor, type Root } from './git.ts';
import { isInside } from './inside.ts';
import { replaceAll, WriteError, type Replacement } from './replace.ts';
import { encodeRaw } from './source-file.ts';

const NAME = /^undo-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d+Z)\.patch$/;
const IDS = /^index ([0-9a-f]{40})\.\.([0-9a-f]{40})$/gm;
/** What git calls a file that is not there. */
const NO_FILE = '0'.repeat(40);
const MOST_NAMED = 5;

/** What a write made of a file. */
export interface Undoable {
  /** POSIX, relative to the root. */
  readonly path: string;
  /** Absent for a new file. */
  readonly before?: string;
  readonly after: string;
  readonly encoding: string;
}

/** A patch that undoes a write. */
export interface SavedUndo {
  readonly file: string;
  /** When the write was. */
  readonly time: Date;
  /** POSIX, relative to the root. */
  readonly paths: readonly string[];
}

/** What was undone, by path. */
export interface Undone {
  readonly restored: readonly string[];
  readonly removed: readonly string[];
  /** Files that somebody had brought back already. */
  readonly asBefore: readonly string[];
}

interface Step {
  readonly path: string;
  readonly patch: StructuredPatch;
  /** Ids, as git makes them, of the bytes that were written and of those before. */
  readonly written: string;
  readonly before: string;
}

/** Saves a patch that undoes a write, for `git apply` or `undo`, and gives its path. It tells by their ids what bytes it is about. */
export async function saveUndo(root: Root, changes: readonly Undoable[], now: Date): Promise<string> {
  const folder = await undoFolder(root);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `undo-${now.toISOString().replaceAll(':', '-')}.patch`);
  await writeFile(file, Buffer.concat(changes.map(undoing)));
  return file;
}

function undoing({ path, before, after, encoding }: Undoable): Buffer {
  const id = (text: string | undefined) => (text === undefined ? NO_FILE : blobId(encodeRaw(text, encoding)));
  const patch = gitDiff(path, after, before);
  const names = patch.search(/^--- /m);
  const at = names < 0 ? patch.length : names;
  return iconv.encode(`${patch.slice(0, at)}index ${id(after)}..${id(before)}\n${patch.slice(at)}`, encoding, { addBOM: false });
}

/** The patches of a root's writes that were not undone, the last write first. */
export async function savedUndos(root: Root): Promise<SavedUndo[]> {
  const folder = await undoFolder(root);
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => NAME.test(name)).sort().reverse() : [];
  return Promise.all(names.map(async (name) => {
    const file = join(folder, name);
    return { file, time: timeOf(name), paths: parsed(await readFile(file, 'latin1')).map(pathOf) };
  }));
}

/**
 * Brings back the bytes that a patch says were there before, all of them or none, and drops the patch, so that the next
 * one in line is that of the write before. Throws `UsageError` where a file is not what was written, and `WriteError`.
 */
export async function undo(root: Root, file: string): Promise<Undone> {
  const steps = stepsOf(file, await readPatch(file));
  const found = await Promise.all(steps.map(async (step) => ({ step, now: await bytesOf(root, step.path) })));
  const changed = found.filter(({ step, now }) => ![step.written, step.before].includes(idOf(now))).map(({ step }) => step.path);
  if (changed.length > 0) {
    const named = changed.slice(0, MOST_NAMED).join(', ') + (changed.length > MOST_NAMED ? ` and ${changed.length - MOST_NAMED} more` : '');
    throw new UsageError(`${named} changed since checkmod wrote it, so nothing was undone; the patch is ${file}`);
  }
  const open = found.filter(({ step, now }) => idOf(now) !== step.before);
  const replacements = open.map(({ step, now }) => replacementOf(file, step, now!));
  await replaceAll(root.path, replacements);
  if (resolve(dirname(file)) === await undoFolder(root)) await rm(file);
  return {
    restored: replacements.filter(({ after }) => after).map(({ path }) => path),
    removed: replacements.filter(({ after }) => !after).map(({ path }) => path),
    asBefore: found.filter((each) => !open.includes(each)).map(({ step }) => step.path),
  };
}

/** A file's bytes are read as Latin-1, which has a character for each, whatever they mean. */
function replacementOf(file: string, { path, patch, before }: Step, now: Buffer): Replacement {
  if (before === NO_FILE) return { path, before: now };
  const text = applyPatch(now.toString('latin1'), patch, { autoConvertLineEndings: false });
  const after = text === false ? undefined : Buffer.from(text, 'latin1');
  if (!after || blobId(after) !== before) throw new WriteError(path, `cannot be brought back by ${file}: the patch was changed. Nothing was undone`);
  return { path, before: now, after };
}

function stepsOf(file: string, bytes: Buffer): Step[] {
  const text = bytes.toString('latin1');
  const ids = [...text.matchAll(IDS)];
  const patches = parsed(text);
  if (patches.length === 0 || patches.length !== ids.length) throw new UsageError(`${file} is no patch that checkmod saved; take it with git apply`);
  return patches.map((patch, i) => {
    const path = pathOf(patch);
    if (!isInside(path)) throw new UsageError(`${file} is about ${path}, which is no file of a repository; nothing was undone`);
    return { path, patch, written: ids[i]![1]!, before: ids[i]![2]! };
  });
}

async function readPatch(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? error}); checkmod undo --list names the patches there are`);
  }
}

function parsed(text: string): StructuredPatch[] {
  try {
    return parsePatch(text);
  } catch {
    return [];
  }
}

function pathOf({ oldFileName = '' }: StructuredPatch): string {
  return oldFileName.replace(/^a\//, '');
}

/** Undefined where there is no file, and where the way to it leads through a link out of the root. */
async function bytesOf(root: Root, path: string): Promise<Buffer | undefined> {
  const file = join(root.path, path);
  const isFile = await lstat(file).then((stat) => stat.isFile(), () => false);
  if (!isFile || !`${await realpath(dirname(file))}${sep}`.startsWith(root.path.endsWith(sep) ? root.path : `${root.path}${sep}`)) return undefined;
  return readFile(file);
}

function idOf(bytes: Buffer | undefined): string {
  return bytes ? blobId(bytes) : NO_FILE;
}

function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function timeOf(name: string): Date {
  return new Date(name.replace(NAME, '$1T$2:$3:$4'));
}

/** In git's own folder, or among the user's own files where there is no git. */
async function undoFolder(root: Root): Promise<string> {
  return root.isGit ? gitFolderFor(root.path, 'checkmod') : join(stateFolder(), createHash('sha256').update(root.path).digest('hex').slice(0, 12));
}

function stateFolder(): string {
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'checkmod');
}
