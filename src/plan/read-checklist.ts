import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { readSource, rawText, UnreadableFile } from '../engine/source-file.ts';
import { UsageError } from '../errors.ts';
import { parseChecklist } from '../checklist/parse.ts';
import type { Checklist } from '../checklist/types.ts';

const BOM = '\uFEFF';

/** A checklist as it is on disk. */
export interface ChecklistFile {
  /** POSIX and relative to the root, or absolute when it lies elsewhere. */
  readonly path: string;
  readonly isInRoot: boolean;
  /** The text on disk with its line ends, without its BOM: what the places of its items are offsets into. */
  readonly text: string;
  readonly bom: string;
  readonly checklist: Checklist;
}

/** Reads and parses a checklist. Throws `UsageError` when there is none, or none that can be read as text. */
export async function readChecklist(name: string, cwd: string, root: string): Promise<ChecklistFile> {
  const file = resolve(cwd, name);
  if (!existsSync(file)) throw new UsageError(`there is no checklist ${name}; check the path`);
  if (!statSync(file).isFile()) throw new UsageError(`${name} is not a file; name the checklist itself`);
  const whole = await readWhole(file, name);
  const bom = whole.startsWith(BOM) ? BOM : '';
  const text = whole.slice(bom.length);
  const way = relative(root, realpathSync(file));
  const isInRoot = way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  return { path: isInRoot ? way.split(sep).join('/') : realpathSync(file), isInRoot, text, bom, checklist: parseChecklist(text) };
}

async function readWhole(file: string, name: string): Promise<string> {
  try {
    return rawText(await readSource(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof UnreadableFile || code) throw new UsageError(`${name} cannot be read: ${code ?? (error as Error).message}`);
    throw error;
  }
}
