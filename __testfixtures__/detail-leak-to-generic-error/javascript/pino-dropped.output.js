const express = require('express');
const logger = require('pino')();

const router = express.Router();

// Pino writes nothing that stands behind its text, and of an error only what is under `err`.
router.get('/1', async (req, res) => {
  try {
    res.json(await load(req.query.id));
  } catch (error) {
    logger.error({ err: error }, 'load failed');
    res.status(500).json({ error: 'Internal server error' });
  }
});

router.get('/2', async (req, res) => {
  try {
    res.json(await load(req.query.id));
  } catch (error) {
    logger.error({ err: error }, 'load failed');
    res.status(500).json({ error: 'Internal server error' });
  }
});

router.get('/3', async (req, res) => {
  try {
    res.json(await load(req.query.id));
  } catch (err) {
    logger.error({ err }, 'load failed');
    res.status(500).json({ error: 'Internal server error' });
  }
});

module.exports = router;
