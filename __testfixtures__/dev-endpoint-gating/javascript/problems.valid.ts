import { Router } from 'express';

const router = Router();
router.get('/test', (req, res) => res.json({ ok: true }));
router.post('/debug/reset-db', requireAdmin, async (req, res) => res.json(await reset()));
router.post('/api/seed', seedController.run);
router.post('/webhooks/:id/test', requireAuth, (req, res) => res.json({}));
router.get('/test-results', (req, res) => res.json([]));
router.get('/developers', (req, res) => res.json([]));
router.post('/reset-password', (req, res) => res.json({}));
axios.get('/test', { timeout: 1000 });
if (process.env.NODE_ENV === 'production') {
  router.get('/debug/state', (req, res) => res.json({}));
}
if (process.env.REDIS_URL) router.get('/debug/redis', (req, res) => res.json({}));
