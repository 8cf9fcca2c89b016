import { logger } from '../../lib/logger';

const PREFIX = '[orders.close]';

export async function close(order: Order, parentOrderId: string) {
  logger.info({ orderId: order.id }, 'closing');
  const orderIdForReferral = order.id;
  const fastOrder = await fast(order);
  try {
    await refer(orderIdForReferral);
  } catch (err) {
    logger.error(
      { err, orderId: orderIdForReferral },
      'referral failed for order',
    );
    logger.error({ orderId: fastOrder.id }, 'fast order is kept');
    logger.error({ parentOrderId }, 'parent is kept');
  }
}

export async function create(order: Order) {
  try {
    await refer(order.id);
  } catch (err) {
    logger.error({ err }, PREFIX);
  }
  try {
    await refer(order.number);
  } catch (err) {
    logger.error({ err, event: 'order_create_failed' }, 'order_create_failed');
  }
  // Debug: what came in
  logger.debug({ number: order.number }, '⚠️ order as given');

  logger.debug({ lineCount: order.lines.length }, 'lines');
  logger.debug({ lineCount: order.lines.length }, '⚠️ no stock');
}
