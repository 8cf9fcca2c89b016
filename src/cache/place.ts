import { createHash } from 'node:crypto';
import { join } from 'node:path';
import envPaths from 'env-paths';

/** The folder of all stores: `~/.cache/checkmod` on Linux (or under `XDG_CACHE_HOME`), `~/Library/Caches/checkmod` on macOS, `%LOCALAPPDATA%\checkmod\Cache` on Windows. */
export function cacheFolder(): string {
  return envPaths('checkmod', { suffix: '' }).cache;
}

/** The store of one root. */
export function storeOf(root: string): string {
  return join(cacheFolder(), `${createHash('sha256').update(root).digest('hex').slice(0, 20)}.tsv`);
}
