import { logger } from './logger';
import { db } from './clients';

export async function sync(tenantId: string, orderId: string) {
  logger.info(`[${tenantId}] sync`);
  try {
    await db.order.update({ where: { id: orderId, tenantId } });
  } catch {}
  logger.info(`[${tenantId}] half way`);
  await db.order.findMany({ where: { tenantId } }).catch(() => []);
  logger.info(`[${tenantId}] done`);
}
