import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

/** Found out before the run, so that nothing is written when the report would be lost. */
export async function checkOutput(file: string): Promise<string> {
  const path = resolve(file);
  try {
    const folder = await stat(dirname(path));
    const existing = await stat(path).catch(() => undefined);
    if (existing?.isDirectory() || !folder.isDirectory()) throw new UsageError(`-o ${file} is not a file that can be written; name a file`);
    await access(existing ? path : dirname(path), constants.W_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`-o ${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  return path;
}
