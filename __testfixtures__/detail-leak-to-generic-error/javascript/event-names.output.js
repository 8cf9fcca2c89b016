const express = require('express');
const logger = require('pino')();

const router = express.Router();

router.get('/needed/:id', async (req, res) => {
  logger.info('needed_docs_asked');
  try {
    res.json(await needed(req.params.id));
  } catch (err) {
    logger.error({ err }, 'needed_docs_failed');
    res.status(500).json({ error: 'needed_docs_failed' });
  }
});

router.post('/needed/:id', async (req, res) => {
  try {
    res.json(await ask(req.params.id));
  } catch (err) {
    logger.error({ err }, 'post_needed_failed');
    res.status(500).json({ error: 'Internal server error' });
  }
});

module.exports = router;
