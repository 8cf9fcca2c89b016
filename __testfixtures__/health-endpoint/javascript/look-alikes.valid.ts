import axios from 'axios';
import { Router } from 'express';

const router = Router();
// router.get('/health', check);
router.get('/orders/:id/status', show);
router.get('/status', (req, res) => res.json(subscription));
router.get('/live', (req, res) => res.json(streams));
router.get('/health', requireAdmin, (req, res) => res.json(report));
router.get('/users/:id/health', (req, res) => res.json(bloodPressure));
router.post('/health', (req, res) => res.sendStatus(204));
await axios.get('/health', { timeout: 1000 });
const isSkipped = (req) => req.url === '/health';
if (req.url === '/health') return next();
export default async function plugin(fastify) {
  fastify.get('/status', async () => ({ connected }));
}
