import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { TEMPLATE } from '../../../batch/template.ts';
import { UsageError } from '../../../errors.ts';
import { quoted } from '../../command-line.ts';

/** Writes a manifest to start from. Throws `UsageError` when there is one. */
export async function initBatchAction(file: string): Promise<void> {
  if (existsSync(file)) throw new UsageError(`there is ${file} already; edit it, or name another file`);
  await writeFile(file, TEMPLATE, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${file} cannot be written (${error.code})`); });
  process.stdout.write(`wrote ${file}\n\nSay in it which repositories, and what to fix; then\n    checkmod batch plan ${quoted(file)}\n`);
}
