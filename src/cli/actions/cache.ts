import { rm } from 'node:fs/promises';
import { cacheFolder } from '../../cache/index.ts';
import { EXIT } from '../exit.ts';
import { note } from '../output.ts';

/** Prints the folder of what is kept. */
export function showCache(): number {
  process.stdout.write(`${cacheFolder()}\n`);
  return EXIT.done;
}

/** Removes the folder; there need not be one. */
export async function cleanCache(): Promise<number> {
  await rm(cacheFolder(), { recursive: true, force: true });
  note(`${cacheFolder()} is empty`);
  return EXIT.done;
}
