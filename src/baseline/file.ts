import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Entry } from './types.ts';

/** Relative to the root. */
export const BASELINE = '.checkmod/baseline.json';

const VERSION = 1;

/** The entries of a root's baseline; undefined where there is none. Throws `UsageError` for a file that is none. */
export async function readBaseline(root: string): Promise<readonly Entry[] | undefined> {
  let text: string;
  try {
    text = await readFile(join(root, BASELINE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${BASELINE} cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  return parseBaseline(text);
}

async function parseBaseline(text: string): Promise<readonly Entry[]> {
  const value = parsed(text);
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > VERSION) throw new UsageError(`${BASELINE} was written by a newer checkmod; update this one`);
  const { baselineSchema } = await import('./schema.ts');
  const result = baselineSchema.safeParse(value);
  if (result.success) return result.data.entries;
  const { path, message } = result.error.issues[0]!;
  throw broken(`${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken((error as Error).message);
  }
}

function broken(why: string): UsageError {
  return new UsageError(`${BASELINE} is not what checkmod writes: ${why.replaceAll('\n', ' ')}; remove it and write it again with checkmod baseline`);
}

/** Writes the entries, sorted, one a line, so that git merges them well. */
export async function writeBaseline(root: string, entries: readonly Entry[]): Promise<void> {
  const lines = [...entries].sort(byPathAndTransform).map(({ path, transform, fixes, unsafeFixes = 0 }) =>
    `    { "path": ${JSON.stringify(path)}, "transform": ${JSON.stringify(transform)}, "fixes": ${fixes}${unsafeFixes > 0 ? `, "unsafeFixes": ${unsafeFixes}` : ''} }`);
  const file = join(root, BASELINE);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `{\n  "version": ${VERSION},\n  "entries": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`);
}

function byPathAndTransform(a: Entry, b: Entry): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.transform < b.transform ? -1 : 1;
}
