import { readKept, parseKept, writeKept } from './kept-file.ts';
import { decisionsSchema, type Decided, type DecisionsFile } from './schema.ts';

const KIND = 'decisions file';

/** Reads a decisions file; undefined when there is none. `name` is what the user calls it. Throws `UsageError`. */
export async function readDecisions(path: string, name: string): Promise<DecisionsFile | undefined> {
  return await readKept(path, name, decisionsSchema, KIND) as DecisionsFile | undefined;
}

/** Throws `UsageError` for what is no decisions file, or one of a newer checkmod. */
export function parseDecisions(text: string, name: string): DecisionsFile {
  return parseKept(text, name, decisionsSchema, KIND) as DecisionsFile;
}

/** Writes the file atomically. Throws `UsageError` where the disk does not take it. */
export async function writeDecisions(path: string, file: DecisionsFile, name: string): Promise<void> {
  await writeKept(path, renderDecisions(file), name);
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
