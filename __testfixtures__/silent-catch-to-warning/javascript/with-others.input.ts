import { Router } from 'express';

const router = Router();

router.post('/orders', async (req, res) => {
  try {
    await mailer.send(req.body);
  } catch {}
  try {
    console.log('saving', req.body.id);
    res.json(await orders.save(req.body));
  } catch (err) {
    console.error('save failed', err);
    await orders.forget(req.body).catch(() => {});
    res.status(500).json({ error: err.message });
  }
});

export default router;
