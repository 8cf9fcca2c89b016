import { logger } from './logger';
import { cacheKeys } from './keys';
import { db, provider, redis, storage } from './clients';

const tokenCache = new Map<string, Token>();

export async function disconnect(id: string) {
  logger.info('disconnect');
  try {
    const token = tokenCache.get(id)?.accessToken ?? (await accessTokenFor(id));
    await provider.revoke(token);
  } catch (err) {
    // must not block
    logger.warn(
      { err, id },
      'disconnect: accessTokenFor or provider.revoke failed',
    );
  }
}

export async function rememberRun(at: number) {
  logger.info('run');
  try {
    const key = cacheKeys.lastRun();
    await redis.hset(key, at);
  } catch (err) {
    // must not block
    logger.warn({ err }, 'rememberRun: redis.hset failed');
  }
}

export async function thumbnail(path: string, res: Response) {
  const { data } = await storage.download(path);
  try {
    const bytes = await data.arrayBuffer();
    return res.send(Buffer.from(bytes));
  } catch (err) {
    logger.error(
      { err },
      'thumbnail: reading the body of storage.download failed',
    );
    return res.status(500).json({ error: 'no thumbnail' });
  }
}

export async function settle(order: Order) {
  logger.info('settle');
  try {
    const items = JSON.parse(order.items);
    const stock = await db.stock.findFirst(items[0]);
    await db.movement.create(stock);
  } catch (err) {
    // If JSON parsing fails, skip the movements
    logger.warn(
      { err },
      'settle: db.stock.findFirst, db.movement.create or JSON.parse failed',
    );
  }
}

export async function clearState(userId: string) {
  logger.info('clear');
  await db.tours.delete({ where: { userId } }).catch((err: unknown) => {
    // Swallow "record not found": an idempotent delete.
    logger.debug({ err }, 'clearState: db.tours.delete failed');
  });
}

export async function attendance(student: Student) {
  logger.info('attendance');
  try {
    await billing.findStatus(student);
  } catch (err) {
    // If the check fails, just don't include the status
    // This ensures that marking still works
    logger.debug({ err }, 'attendance: billing.findStatus failed');
  }
}

async function getProfile(id: string) {
  const profile = await db.profile.findUnique({ where: { id } });
  if (!profile) throw profileNotFound(id);
  return profile;
}

export async function greet(id: string) {
  logger.info('greet');
  await getProfile(id).catch((err: unknown) => {
    logger.debug({ err }, 'greet: getProfile failed');
    return null;
  });
  try {
    await db.profile.findUnique({ where: { id } });
  } catch (err) {
    /* skip the check, still enqueue */
    logger.debug({ err }, 'greet: db.profile.findUnique failed');
  }
}
