import { logger } from './logger';
import { cacheKeys } from './keys';
import { db, provider, redis, storage } from './clients';

const tokenCache = new Map<string, Token>();

export async function disconnect(id: string) {
  logger.info('disconnect');
  try {
    const token = tokenCache.get(id)?.accessToken ?? (await accessTokenFor(id));
    await provider.revoke(token);
  } catch {
    // must not block
  }
}

export async function rememberRun(at: number) {
  logger.info('run');
  try {
    const key = cacheKeys.lastRun();
    await redis.hset(key, at);
  } catch {
    // must not block
  }
}

export async function thumbnail(path: string, res: Response) {
  const { data } = await storage.download(path);
  try {
    const bytes = await data.arrayBuffer();
    return res.send(Buffer.from(bytes));
  } catch {
    return res.status(500).json({ error: 'no thumbnail' });
  }
}

export async function settle(order: Order) {
  logger.info('settle');
  try {
    const items = JSON.parse(order.items);
    const stock = await db.stock.findFirst(items[0]);
    await db.movement.create(stock);
  } catch {
    // If JSON parsing fails, skip the movements
  }
}

export async function clearState(userId: string) {
  logger.info('clear');
  await db.tours.delete({ where: { userId } }).catch(() => {
    // Swallow "record not found": an idempotent delete.
  });
}

export async function attendance(student: Student) {
  logger.info('attendance');
  try {
    await billing.findStatus(student);
  } catch {
    // If the check fails, just don't include the status
    // This ensures that marking still works
  }
}

async function getProfile(id: string) {
  const profile = await db.profile.findUnique({ where: { id } });
  if (!profile) throw profileNotFound(id);
  return profile;
}

export async function greet(id: string) {
  logger.info('greet');
  await getProfile(id).catch(() => null);
  try {
    await db.profile.findUnique({ where: { id } });
  } catch {
    /* skip the check, still enqueue */
  }
}
