import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';
import { UsageError } from '../errors.ts';

/* Files that people decide in: written by checkmod, merged by git, changed by hand. */

/** Reads such a file; undefined when there is none. `name` is what the user calls it, `kind` what it is. Throws `UsageError`. */
export async function readKept(path: string, name: string, schema: z.ZodType, kind: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${name} cannot be read (${error.code}); name a ${kind}`);
  });
  return text === undefined ? undefined : parseKept(text, name, schema, kind);
}

/** Throws `UsageError` for what is none of its kind, or one of a newer checkmod. */
export function parseKept(text: string, name: string, schema: z.ZodType, kind: string): unknown {
  if (/^(<{7}|={7}|>{7})/m.test(text)) throw new UsageError(`${name} holds the marks of a merge conflict; keep the lines of both sides, then run it again`);
  const { $schema: _, ...written } = parsed(text, name, kind);
  if (typeof written['version'] === 'number' && written['version'] > 1) throw new UsageError(`${name} is of version ${written['version']}, which a newer checkmod wrote; update checkmod`);
  const result = schema.safeParse(written);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const where = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');
  throw new UsageError(`${name} is no ${kind}: ${where === '' ? '' : `\`${where}\`: `}${issue.message}; restore it from git, or move it away`);
}

/** Writes the file atomically. Throws `UsageError` where the disk does not take it. */
export async function writeKept(path: string, text: string, name: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, text);
  } catch (error) {
    throw new UsageError(`${name} cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}); make room or name another file with --decisions`);
  }
}

function parsed(text: string, name: string, kind: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new UsageError(`${name} is not valid JSON (${(error as Error).message.split('\n')[0]}); restore it from git, or move it away`);
  }
  throw new UsageError(`${name} is no ${kind}; restore it from git, or move it away`);
}
