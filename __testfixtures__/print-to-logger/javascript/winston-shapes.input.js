const express = require('express');
const { save, load, notify } = require('../services/orders');

const router = express.Router();
const TAG = '[orders]';

router.post('/orders', async (req, res) => {
  console.log('connected');
  console.log(`order ${req.params.id} of ${req.user.id}`);
  console.log('user', req.user.id);
  console.log('status:', order.status);
  console.log('job', { id: 7, state: 'open' });
  console.log('payload:', JSON.stringify(order.items, null, 2));
  console.log('a ' + order.id);
  console.log('ok?', !!order.id);
  console.log('how many', order.items.length, order.total);
  console.log('total', sum(order), other(order));
  console.log(TAG, 'loaded', order.id);
  console.log('Order', order.id, 'is', order.status);
  console.log('Order', order, 'is open');
  console.log('one', 'two');
  console.log('\n  spaced out  \n');
  console.log('🔍 looking closer');
  console.log('[DEBUG] details');
  console.log('⚠️ nothing configured');
  console.log('❌ nothing works');
  console.info('info');
  console.warn('warned', order.id);
  console.debug('debugged');
  console?.log('optional');
  globalThis.console.log('global');
  try {
    await save(order);
  } catch (err) {
    console.error('save failed:', err);
    res.status(500).json({ error: 'Failed' });
  }
  try {
    await load(order);
  } catch (error) {
    console.error('load failed:', error.message);
  }
  try {
    await notify(order);
  } catch (error) {
    console.error(error);
  }
  try {
    await notify(order);
  } catch (error) {
    console.error(`notify failed: ${error.message}`);
  }
  try {
    await notify(order);
  } catch (error) {
    console.error('notify failed', error.response?.data || error.message);
  }
  try {
    await notify(order);
  } catch (error) {
    console.error('Notification failed');
  }
  try {
    await notify(order);
  } catch (error) {
    console.log('no notification, going on without');
  }
  try {
    await notify(order);
  } catch {
    console.log('creating a new one');
  }
});

module.exports = router;
