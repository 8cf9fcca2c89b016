import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const LONGEST_UNUSED_MS = 30 * 86_400_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** Removes the stores that nobody used for thirty days, and of the others the longest unused beyond 512 MB in all. */
export async function prune(folder: string, now = Date.now()): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tsv'));
  const stores = await Promise.all(names.map(async (name) => ({ path: join(folder, name), ...await sizeOf(join(folder, name)) })));
  let room = MOST_BYTES;
  for (const { path, size, used } of stores.sort((a, b) => b.used - a.used)) {
    room -= size;
    if (room < 0 || now - used > LONGEST_UNUSED_MS) await rm(path, { force: true });
  }
}

/** Another run may have removed it meanwhile. */
async function sizeOf(path: string): Promise<{ readonly size: number; readonly used: number }> {
  const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
  return { size, used: mtimeMs };
}
