import { Counter, register } from 'prom-client';

export const orders = new Counter({ name: 'orders_total', help: 'Orders' });
// app.get('/metrics', async (req, res) => res.end(await register.metrics()));
router.get('/metrics', requireAuth, async (req, res) => res.json(await campaigns.metrics()));
app.get('/reports', async (req, res) => res.json(await analytics.metrics()));
