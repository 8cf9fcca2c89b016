const express = require('express');
const logger = require('../logger');
const things = require('../things');

const router = express.Router();
const tools = express.Router();
const isProduction = process.env.NODE_ENV === 'production';

// An answer outside development comes first.
router.get('/debug/db', async (req, res) => {
  if (process.env.NODE_ENV !== 'development') {
    return res.status(403).json({ error: 'Only in development' });
  }
  try {
    res.json(await things.ping());
  } catch (error) {
    res.status(500).json({ error: 'Ping failed', details: error.message });
  }
});

// The same in a local name, and inside of what is tried.
router.get('/debug/cache', async (req, res) => {
  try {
    const isDev = process.env.NODE_ENV === 'development';
    if (!isDev) return res.status(404).end();
    res.json(await things.cache());
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

// A whole route that there is in development only.
if (!isProduction) {
  router.get('/debug/all', async (req, res) => {
    try {
      res.json(await things.all());
    } catch (error) {
      res.status(500).json({ error: error.message });
    }
  });
}

function devOnly(req, res, next) {
  if (process.env.NODE_ENV === 'production') return res.status(404).end();
  next();
}

router.get('/debug/guarded', devOnly, async (req, res) => {
  try {
    res.json(await things.all());
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

tools.use((req, res, next) => {
  if (isProduction) {
    return res.status(404).json({ error: 'Not found' });
  }
  next();
});

tools.get('/list', async (req, res) => {
  try {
    res.json(await things.all());
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

// ❌ BAD: shows the error to everybody
router.get('/lesson', async (req, res) => {
  try {
    res.json(await things.all());
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

// WRONG: the same
function lesson(req, res) {
  things.all().catch((error) => {
    res.status(500).json({ error: error.message });
  });
}

module.exports = { router, tools, lesson, logger };
