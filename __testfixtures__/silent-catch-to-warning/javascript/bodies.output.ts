import { db } from './db.js';
import { logger } from '../lib/logger.js';

export async function total(id: string): Promise<number> {
  try {
    return await db.sum(id);
  } catch (e) {
    logger.warn('total: db.sum failed, returning 0', e);
    return 0;
  }
}

export async function isReady(): Promise<boolean> {
  try {
    await db.ping();
    return true;
  } catch (e) {
    logger.warn('isReady: db.ping failed, returning false', e);
    return false;
  }
}

export async function allowed(user: User): Promise<boolean> {
  try {
    return await policy.check(user);
  } catch (err) {
    logger.warn('allowed: policy.check failed, returning true', err);
    return true;
  }
}

export async function version(): Promise<string> {
  let text: string;
  try {
    text = await readVersion();
  } catch (e) {
    logger.warn('version: readVersion failed', e);
    // the last release
    text = '1.0.0';
  }
  return text;
}

export async function save(rows: Row[]): Promise<void> {
  const trx = await db.begin();
  try {
    await trx.insert(rows);
    await trx.commit();
  } catch (e) {
    logger.warn('save: trx.insert failed', e);
    await trx.rollback();
  }
}

export async function load(id: string): Promise<Row | null> {
  try {
    return await db.find(id);
  } catch (e) {
    logger.warn('load: db.find failed, returning null', e);
    stats.misses++;
    return null;
  }
}

export async function price(id: string): Promise<number> {
  try {
    return await rates.live(id);
  } catch (e) {
    logger.debug('price: rates.live failed', e);
    return await rates.stored(id);
  }
}

export function later(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      queue.push(id);
    } catch (e) {
      logger.warn('later: queue.push failed', e);
      resolve(false);
    }
  });
}

export async function names(ids: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) {
    try {
      found.push(await lookup(id));
    } catch (e) {
      logger.warn(`names: lookup failed for id ${id}, skipping this one`, e);
      continue;
    }
    try {
      await db.touch(id);
    } catch (e) {
      logger.warn(`names: db.touch failed for id ${id}, leaving the loop`, e);
      break;
    }
  }
  return found.concat(await db.more(ids).catch((e: unknown) => {
    logger.warn('names: db.more failed', e);
    return fallback();
  }));
}

export const reachable = (url: string) => head(url).then(() => true).catch((e: unknown) => {
  logger.debug('reachable: head failed, using false instead', e);
  return false;
});
export const reached = (url: string) => head(url).then(() => true, (e: unknown) => {
  logger.debug('reached: head failed, using false instead', e);
  return false;
});

export async function quiet(url: string): Promise<void> {
  try {
    await head(url);
  } catch (e) {
    logger.debug('quiet: head failed', e);
    return;
  }
  await head(url).catch((e: unknown) => {
    logger.debug('quiet: head failed', e);
    return;
  });
}
