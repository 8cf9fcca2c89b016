import { Router } from 'express';

import { orders } from '@/services/orders';
import logger from '@/lib/logger';

export const router = Router();

router.get('/orders/:id', async (req, res) => {
  logger.info('connected');
  logger.info(`order ${req.params.id}`);
  logger.info({ userId: req.user.id }, 'user');
  logger.info({ id: 7, state: 'open' }, 'job');
  logger.info({
    id: 7,
    // while it is open
    state: 'open',
  }, 'job');
  logger.info({ details: { level: 3, time: 4 } }, 'own');
  logger.info({ order }, 'payload');
  console.log('ok?', !!order, order.id);
  try {
    await orders.load(req.params.id);
  } catch (err) {
    logger.error({ err }, 'load failed');
  }
  try {
    await orders.load(req.params.id);
  } catch (error) {
    logger.error({ err: error, id: req.params.id }, 'load failed');
    logger.warn({ err: error }, 'load failed');
    logger.error({ err: error }, 'load failed');
  }
  try {
    await orders.load(req.params.id);
  } catch (error: unknown) {
    logger.error({ err: error }, 'GET /orders/:id: orders.load failed');
  }
  await orders.clean().catch((err) => logger.error({ err }, 'GET /orders/:id: orders.clean failed'));
  orders.clean().catch((err) => logger.warn({ err }, 'GET /orders/:id: orders.clean failed'));
  orders.clean().catch((e) => logger.error({ err: e }, 'clean failed'));
  orders.clean().then(() => logger.info('cleaned'), (e) => { logger.error({ err: e }, 'GET /orders/:id: orders.clean failed'); });
});
