import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { findRoot, type Root } from '../../engine/git.ts';
import { WriteError } from '../../engine/replace.ts';
import { savedUndos, undo, type SavedUndo, type Undone } from '../../engine/undo.ts';
import { UsageError } from '../../errors.ts';
import { EXIT } from '../exit.ts';
import { note } from '../output.ts';

export interface UndoFlags {
  readonly list?: true;
}

/** Undoes a write, or lists those that can be undone; gives the exit code. */
export async function undoAction(patch: string | undefined, { list }: UndoFlags): Promise<number> {
  const root = await findRoot([], process.cwd());
  const saved = await savedUndos(root);
  if (list) {
    if (patch !== undefined) throw new UsageError('--list shows all patches; name one without it to undo it');
    process.stdout.write(saved.length > 0 ? saved.map(listed).join('') : `nothing was written in ${root.path} that could be undone\n`);
    return EXIT.done;
  }
  const file = patch === undefined ? saved[0]?.file : fileOf(patch, saved);
  if (file === undefined) throw new UsageError(`nothing was written in ${root.path} that could be undone`);
  return undoOne(root, file);
}

async function undoOne(root: Root, file: string): Promise<number> {
  try {
    process.stdout.write(told(await undo(root, file)));
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    note(`${error.path} ${error.message}`);
    return EXIT.failed;
  }
}

/** A patch by its path, or by its name in the list. */
function fileOf(patch: string, saved: readonly SavedUndo[]): string {
  const path = resolve(patch);
  return existsSync(path) ? path : saved.find(({ file }) => basename(file) === patch)?.file ?? path;
}

function listed({ file, time, paths }: SavedUndo): string {
  const [first, ...others] = paths;
  return `${time.toISOString()}  ${first ?? 'nothing'}${others.length > 0 ? ` and ${others.length} more` : ''}\n  ${file}\n`;
}

function told({ restored, removed, asBefore }: Undone): string {
  const lines = (what: string, paths: readonly string[]) => paths.map((path) => `${what} ${path}\n`).join('');
  return lines('restored', restored) + lines('removed', removed) + lines('already as before', asBefore);
}
