const express = require('express');
const db = require('../db');

const router = express.Router();

router.get('/', async (req, res) => {
  try {
    res.json(await db.items.list());
  } catch (err) {
    console.error('Listing failed:', err);
    res.status(500).json({ error: err.message });
  }
});

router.get('/:id', async (req, res) => {
  try {
    res.json(await db.items.get(req.params.id));
  } catch (err) {
    res.status(500).json({ success: false, message: err.message || 'Failed to read the item' });
  }
});

router.post('/', async (req, res) => {
  try {
    res.status(201).json(await db.items.create(req.body));
  } catch (error) {
    console.error('Create failed:', error.message);
    return res.status(500).json({ error: 'Failed to create the item', message: error.message });
  }
});

router.put('/:id', async (req, res) => {
  try {
    res.json(await db.items.update(req.params.id, req.body));
  } catch (e) {
    return res.status(500).json({
      success: false,
      error: 'Failed to update the item',
      details: e.message,
      stack: e.stack
    });
  }
});

router.delete('/:id', async (req, res) => {
  try {
    await db.items.remove(req.params.id);
    res.status(204).end();
  } catch (err) {
    // the client shows this
    return res.status(500).send(`Error deleting item: ${err.message}`);
  }
});

router.get('/:id/file', async (req, res) => {
  try {
    res.send(await db.files.read(req.params.id));
  } catch (err) {
    console.error('Reading a file failed');
    res.status(502).send('Could not read: ' + err.message);
  }
});

router.get('/:id/raw', (req, res) => {
  db.raw(req.params.id, (err, rows) => {
    if (err) return res.status(500).json({ error: err.message });
    res.json(rows);
  });
});

router.get('/:id/promise', (req, res) => {
  db.items.get(req.params.id).then((item) => res.json(item)).catch((err) => res.status(500).json({ error: String(err) }));
});

router.get('/:id/both', (req, res) => {
  db.items.get(req.params.id)
    .then((item) => res.json(item))
    .catch((err) => {
      res.status(500).json({ code: err.code, message: err.toString() });
    });
});

router.get('/:id/whole', async (req, res) => {
  try {
    res.json(await db.items.whole(req.params.id));
  } catch (err) {
    console.error(err);
    res.status(500).json(err);
  }
});

router.get('/health', async (req, res) => {
  try {
    await db.ping();
    res.json({ status: 'ok' });
  } catch (error) {
    console.error('Health check failed', error);
    res.status(503).json({ status: 'error', error: error.message, timestamp: new Date().toISOString() });
  }
});

router.use((err, req, res, next) => {
  console.error(err.stack);
  res.status(500).json({ message: err.message, stack: process.env.NODE_ENV === 'development' ? err.stack : undefined });
});

module.exports = router;
