import { Router } from 'express';

import { orders } from '@/services/orders';

export const router = Router();

router.get('/orders/:id', async (req, res) => {
  console.log('connected');
  console.log(`order ${req.params.id}`);
  console.log('user', req.user.id);
  console.log('job', { id: 7, state: 'open' });
  console.log('job', {
    id: 7,
    // while it is open
    state: 'open',
  });
  console.log('own', { level: 3, time: 4 });
  console.log('payload', JSON.stringify(order));
  console.log('ok?', !!order, order.id);
  try {
    await orders.load(req.params.id);
  } catch (err) {
    console.error('load failed:', err);
  }
  try {
    await orders.load(req.params.id);
  } catch (error) {
    console.error('load failed', error, { id: req.params.id });
    console.warn('load failed', error instanceof Error ? error.message : error);
    console.error('load failed', (error as Error).message);
  }
  try {
    await orders.load(req.params.id);
  } catch (error: unknown) {
    console.error(error);
  }
  await orders.clean().catch(console.error);
  orders.clean().catch(console.warn);
  orders.clean().catch((e) => console.error('clean failed', e));
  orders.clean().then(() => console.log('cleaned'), (e) => { console.error(e); });
});
