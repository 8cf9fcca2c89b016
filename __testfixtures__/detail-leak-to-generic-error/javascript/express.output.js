const express = require('express');
const db = require('../db');
const logger = require('../utils/logger');

const router = express.Router();

router.get('/', async (req, res) => {
  try {
    res.json(await db.items.list());
  } catch (err) {
    console.error('Listing failed:', err);
    res.status(500).json({ error: 'Internal server error' });
  }
});

router.get('/:id', async (req, res) => {
  try {
    res.json(await db.items.get(req.params.id));
  } catch (err) {
    logger.error('Failed to read the item', err);
    res.status(500).json({ success: false, message: 'Failed to read the item' });
  }
});

router.post('/', async (req, res) => {
  try {
    res.status(201).json(await db.items.create(req.body));
  } catch (error) {
    console.error('Create failed:', error.stack);
    return res.status(500).json({ error: 'Failed to create the item' });
  }
});

router.put('/:id', async (req, res) => {
  try {
    res.json(await db.items.update(req.params.id, req.body));
  } catch (e) {
    logger.error('Failed to update the item', e);
    return res.status(500).json({
      success: false,
      error: 'Failed to update the item'
    });
  }
});

router.delete('/:id', async (req, res) => {
  try {
    await db.items.remove(req.params.id);
    res.status(204).end();
  } catch (err) {
    logger.error('Error deleting item', err);
    // the client shows this
    return res.status(500).send('Error deleting item');
  }
});

router.get('/:id/file', async (req, res) => {
  try {
    res.send(await db.files.read(req.params.id));
  } catch (err) {
    console.error('Reading a file failed', err);
    res.status(502).send('Could not read');
  }
});

router.get('/:id/raw', (req, res) => {
  db.raw(req.params.id, (err, rows) => {
    if (err) {
      logger.error('GET /:id/raw: db.raw failed', err);
      return res.status(500).json({ error: 'Internal server error' });
    }
    res.json(rows);
  });
});

router.get('/:id/promise', (req, res) => {
  db.items.get(req.params.id).then((item) => res.json(item)).catch((err) => {
    logger.error('GET /:id/promise failed', err);
    return res.status(500).json({ error: 'Internal server error' });
  });
});

router.get('/:id/both', (req, res) => {
  db.items.get(req.params.id)
    .then((item) => res.json(item))
    .catch((err) => {
      logger.error('GET /:id/both failed', err);
      res.status(500).json({ message: 'Internal server error' });
    });
});

router.get('/:id/whole', async (req, res) => {
  try {
    res.json(await db.items.whole(req.params.id));
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: 'Internal server error' });
  }
});

router.get('/health', async (req, res) => {
  try {
    await db.ping();
    res.json({ status: 'ok' });
  } catch (error) {
    console.error('Health check failed', error);
    res.status(503).json({ status: 'error', error: 'unavailable', timestamp: new Date().toISOString() });
  }
});

router.use((err, req, res, next) => {
  console.error(err.stack);
  res.status(500).json({ message: 'Internal server error', stack: process.env.NODE_ENV === 'development' ? err.stack : undefined });
});

module.exports = router;
