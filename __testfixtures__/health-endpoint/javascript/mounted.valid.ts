import express, { Router } from 'express';

const app = express();
const router = Router();
const outer = Router();
router.get('/health', (req, res) => res.json({ status: 'ok' }));
router.get('/readiness', async (req, res) => {
  await pool.query('SELECT 1');
  res.json({ status: 'ready' });
});
outer.use('/v1', router);
app.use('/api', outer);
app.get('/healthz', (req, res) => res.send('ok'));
app.use(`/${process.env.PREFIX}`, outer);
