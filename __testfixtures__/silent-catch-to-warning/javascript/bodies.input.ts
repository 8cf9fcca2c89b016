import { db } from './db.js';

export async function total(id: string): Promise<number> {
  try {
    return await db.sum(id);
  } catch {
    return 0;
  }
}

export async function isReady(): Promise<boolean> {
  try { await db.ping(); return true; } catch { return false; }
}

export async function allowed(user: User): Promise<boolean> {
  try {
    return await policy.check(user);
  } catch (err) { return true; }
}

export async function version(): Promise<string> {
  let text: string;
  try {
    text = await readVersion();
  } catch (e) {
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
  } catch {
    await trx.rollback();
  }
}

export async function load(id: string): Promise<Row | null> {
  try {
    return await db.find(id);
  } catch {
    stats.misses++;
    return null;
  }
}

export async function price(id: string): Promise<number> {
  try {
    return await rates.live(id);
  } catch {
    return await rates.stored(id);
  }
}

export function later(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      queue.push(id);
    } catch (e) { resolve(false); }
  });
}

export async function names(ids: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) {
    try {
      found.push(await lookup(id));
    } catch {
      continue;
    }
    try {
      await db.touch(id);
    } catch { break; }
  }
  return found.concat(await db.more(ids).catch(() => fallback()));
}

export const reachable = (url: string) => head(url).then(() => true).catch(() => false);
export const reached = (url: string) => head(url).then(() => true, () => false);

export async function quiet(url: string): Promise<void> {
  try {
    await head(url);
  } catch {
    return;
  }
  await head(url).catch(() => { return; });
}
