import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../transforms');

/** The lines under a heading of a transform's README. */
export function listed(id: string, heading: string): string[] {
  const text = readFileSync(join(FOLDER, id, 'README.md'), 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^- (.+)$/gm)].map((match) => match[1]!);
}
