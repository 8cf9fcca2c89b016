const { randomUUID } = require('crypto');
const express = require('express');
const notify = require('../notify');
const store = require('../store');

const router = express.Router();

router.post('/', async (req, res) => {
  try {
    const order = await store.save(randomUUID(), req.body);
    try {
      await notify.orderCreated(order);
    } catch {
      // the order stands without its message
    }
    res.status(201).json(order);
  } catch (err) {
    console.error('Could not save the order:', err);
    res.status(500).json({ error: err.message || 'Could not save the order' });
  }
});

module.exports = router;
