import { logger } from './logger';
import { db } from './clients';

export async function sync(tenantId: string, orderId: string) {
  logger.info(`[${tenantId}] sync`);
  try {
    await db.order.update({ where: { id: orderId, tenantId } });
  } catch (err) {
    logger.warn(
      `[${tenantId}] sync: db.order.update failed for orderId ${orderId}`,
      err,
    );
  }
  logger.info(`[${tenantId}] half way`);
  await db.order.findMany({ where: { tenantId } }).catch((err: unknown) => {
    logger.warn(`[${tenantId}] sync: db.order.findMany failed`, err);
    return [];
  });
  logger.info(`[${tenantId}] done`);
}
