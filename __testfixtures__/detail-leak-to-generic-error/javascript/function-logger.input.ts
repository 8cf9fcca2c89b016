import express from 'express';
import { logError, logWarn } from './observability/logger.js';

const router = express.Router();

router.post('/documents', async (req, res) => {
  try {
    await storeDocument(req.body);
    res.json({ ok: true });
  } catch (err) {
    logWarn('document_store_failed', { message: (err as Error).message });
    res.status(500).json({ error: 'store_failed', detail: (err as Error).message });
  }
});

router.get('/agents', async (req, res) => {
  const { data, error } = await db.from('agents').select('*');
  const fallback = await cachedAgents();
  if (error) {
    return res.status(fallback.length > 0 ? 200 : 500).json(fallback.length > 0 ? { agents: fallback } : { error: error.message });
  }
  res.json({ agents: data });
});

router.post('/submit', async (req, res) => {
  try {
    await submit(req.body);
  } catch (err: any) {
    logError('submit_failed', { err: String(err), code: err?.code });
    return res.status(500).json({ error: { message: 'submit_failed', code: err?.code } });
  }
});

export default router;
