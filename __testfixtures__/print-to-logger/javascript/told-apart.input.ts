import { logger } from '../../lib/logger';

const PREFIX = '[orders.close]';

export async function close(order: Order, parentOrderId: string) {
  logger.info({ orderId: order.id }, 'closing');
  const orderIdForReferral = order.id;
  const fastOrder = await fast(order);
  try {
    await refer(orderIdForReferral);
  } catch (err) {
    console.error('referral failed for order', orderIdForReferral, err);
    console.error('fast order is kept', fastOrder.id);
    console.error('parent is kept', parentOrderId);
  }
}

export async function create(order: Order) {
  try {
    await refer(order.id);
  } catch (err) {
    console.error(PREFIX, err);
  }
  try {
    await refer(order.number);
  } catch (err) {
    console.error({ event: 'order_create_failed', err });
  }
  // Debug: what came in
  console.log('⚠️ order as given', order.number);

  console.log('[DEBUG] lines', order.lines.length);
  console.log('⚠️ no stock', order.lines.length);
}
