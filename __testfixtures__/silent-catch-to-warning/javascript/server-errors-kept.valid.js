const logger = require('../logger');
const { InternalServerErrorException, Catch } = require('@nestjs/common');

// Whoever asks for the health of a service is told what it is.
router.get('/health', async (req, res) => {
  try { await db.ping(); res.json({ up: true }); } catch { res.status(503).json({ up: false }); }
});
function isReady(req, res) {
  try { db.ping(); res.end(); } catch { res.status(500).end(); }
}

function main(req) {
  try { return db.ping(); } catch { return new Response(JSON.stringify({ status: 'not ready' }), { status: 503 }); }
}

router.get('/orders', async (req, res, next) => {
  try { res.json(await orders.find()); } catch (err) { next(err); }
  // The error is in the answer: that is another transform's.
  try { res.json(await orders.find()); } catch (err) { res.status(500).json({ message: err.message }); }
  try { res.json(await orders.find()); } catch (err) { logger.error('find', err); res.status(500).end(); }
  try { res.json(await orders.find()); } catch { Sentry.captureMessage('find'); res.status(500).end(); }
  try { res.json(await orders.find()); } catch { res.status(501).json({ message: 'Not implemented' }); }
  try { res.json(await orders.find()); } catch { res.status(404).json({ message: 'Not found' }); }
  try { res.json(await orders.find()); } catch { res.status(status).json({ message: 'Failed' }); }
  // The callee writes the line and throws.
  try { res.json(await latest()); } catch { res.status(500).json({ message: 'No orders' }); }
  // A package that may not be there.
  try { require('sharp'); } catch { res.status(500).json({ message: 'No pictures' }); }
});

async function latest() {
  try {
    return await orders.find();
  } catch (err) {
    logger.error('latest failed', err);
    throw err;
  }
}

app.use((err, req, res, next) => {
  logger.error(err.message, err);
  res.status(500).end();
});
