const express = require('express');
const { save, load, notify } = require('../services/orders');
const logger = require('../utils/logger');

const router = express.Router();
const TAG = '[orders]';

router.post('/orders', async (req, res) => {
  logger.info('connected');
  logger.info(`order ${req.params.id} of ${req.user.id}`);
  logger.info('user', { userId: req.user.id });
  logger.info('status', { status: order.status });
  logger.info('job', { id: 7, state: 'open' });
  logger.info('payload', { items: order.items });
  logger.info('a ' + order.id);
  logger.info('ok?', { value: !!order.id });
  logger.info('how many', { length: order.items.length, total: order.total });
  console.log('total', sum(order), other(order));
  logger.info(`${TAG} loaded`, { orderId: order.id });
  logger.info(`Order ${order.id} is ${order.status}`);
  console.log('Order', order, 'is open');
  logger.info('one two');
  logger.info('spaced out');
  logger.info('🔍 looking closer');
  logger.debug('details');
  logger.warn('⚠️ nothing configured');
  logger.warn('❌ nothing works');
  logger.info('info');
  logger.warn('warned', { orderId: order.id });
  logger.debug('debugged');
  logger.info('optional');
  logger.info('global');
  try {
    await save(order);
  } catch (err) {
    logger.error('save failed', err);
    res.status(500).json({ error: 'Failed' });
  }
  try {
    await load(order);
  } catch (error) {
    logger.error('load failed', error);
  }
  try {
    await notify(order);
  } catch (error) {
    logger.error('POST /orders: notify failed', error);
  }
  try {
    await notify(order);
  } catch (error) {
    logger.error(`notify failed: ${error.message}`);
  }
  try {
    await notify(order);
  } catch (error) {
    logger.error('notify failed', {
      error: error.response?.data || error.message,
    });
  }
  try {
    await notify(order);
  } catch (error) {
    logger.error('Notification failed', error);
  }
  try {
    await notify(order);
  } catch (error) {
    logger.warn('no notification, going on without');
  }
  try {
    await notify(order);
  } catch {
    logger.warn('creating a new one');
  }
});

module.exports = router;
