import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UsageError } from '../errors.ts';
import { decisionsSchema, type Decided, type DecisionsFile } from './schema.ts';

/** Reads a decisions file; undefined when there is none. `name` is what the user calls it. Throws `UsageError`. */
export async function readDecisions(path: string, name: string): Promise<DecisionsFile | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${name} cannot be read (${error.code}); name a decisions file`);
  });
  return text === undefined ? undefined : parseDecisions(text, name);
}

/** Throws `UsageError` for what is no decisions file, or one of a newer checkmod. */
export function parseDecisions(text: string, name: string): DecisionsFile {
  if (/^(<{7}|={7}|>{7})/m.test(text)) throw new UsageError(`${name} holds the marks of a merge conflict; keep the lines of both sides, then run it again`);
  const { $schema: _, ...written } = parsed(text, name);
  if (typeof written['version'] === 'number' && written['version'] > 1) throw new UsageError(`${name} is of version ${written['version']}, which a newer checkmod wrote; update checkmod`);
  const result = decisionsSchema.safeParse(written);
  if (result.success) return result.data as DecisionsFile;
  const issue = result.error.issues[0]!;
  const where = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');
  throw new UsageError(`${name} is no decisions file: ${where === '' ? '' : `\`${where}\`: `}${issue.message}; restore it from git, or move it away`);
}

/** Writes the file atomically. Throws `UsageError` where the disk does not take it. */
export async function writeDecisions(path: string, file: DecisionsFile, name: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, renderDecisions(file));
  } catch (error) {
    throw new UsageError(`${name} cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}); make room or name another file with --decisions`);
  }
}

/** One line per decision, sorted, so that git merges two people's decisions. */
export function renderDecisions({ decisions }: DecisionsFile): string {
  const lines = sorted(decisions).map((decided) => `    ${JSON.stringify(inKeyOrder(decided))}`);
  return `{\n  "version": 1,\n  "decisions": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** In the order of the file: by path, transform and site. */
export function sorted(decisions: readonly Decided[]): Decided[] {
  const key = ({ path, transform, site }: Decided) => `${path}\0${transform}\0${site}`;
  return [...decisions].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function inKeyOrder({ site, transform, path, scope, decision, reason, text, ignore, written, fingerprint, who, when }: Decided): Decided {
  return { site, transform, path, scope, decision, reason, text, ignore, written, fingerprint, who, when };
}

function parsed(text: string, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new UsageError(`${name} is not valid JSON (${(error as Error).message.split('\n')[0]}); restore it from git, or move it away`);
  }
  throw new UsageError(`${name} is no decisions file; restore it from git, or move it away`);
}
