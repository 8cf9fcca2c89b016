import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { builtInIds } from '../../registry.ts';
import { scaffold } from '../scaffold.ts';

/** Writes the folder of a new transform. Throws `UsageError` when the id is taken or is none. */
export async function newAction(id: string): Promise<void> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw new UsageError(`\`${id}\` is not an id: use small letters, digits and hyphens`);
  if (builtInIds().includes(id)) throw new UsageError(`\`${id}\` is a built-in transform; choose another id`);
  const folder = join('transforms', id);
  if (existsSync(folder)) throw new UsageError(`${folder} is there already; choose another id`);
  const files = Object.entries(scaffold(id));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  process.stdout.write([
    `wrote ${folder}`, ...files.map(([path]) => `  ${path}`), '',
    `checkmod test ./transforms/${id}      run its fixtures; -u writes their outputs`,
    `checkmod run -t ./transforms/${id}    run it`, '',
  ].join('\n'));
}
