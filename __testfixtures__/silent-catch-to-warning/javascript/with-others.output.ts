import { Router } from 'express';
import logger from '../logger';

const router = Router();

router.post('/orders', async (req, res) => {
  try {
    await mailer.send(req.body);
  } catch (err) {
    logger.warn('POST /orders: mailer.send failed', err);
  }
  try {
    console.log('saving', req.body.id);
    res.json(await orders.save(req.body));
  } catch (err) {
    console.error('save failed', err);
    await orders.forget(req.body).catch((error: unknown) => {
      logger.warn('POST /orders: orders.forget failed', error);
    });
    res.status(500).json({ error: err.message });
  }
});

export default router;
