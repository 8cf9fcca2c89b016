const express = require('express');
const { supabase } = require('./supabase');
const { makeLog } = require('./log');

const log = makeLog('orders');
const router = express.Router();

// A query of Supabase answers with its error and is not what was caught.
router.get('/orders', async (req, res) => {
  try {
    const { data, error } = await supabase.from('orders').select('*');
    if (error) return res.status(500).json({ error: error.message });
    const { data: rows, error: rowsError } = await supabase.from('order_rows').select('*');
    if (rowsError) return res.status(500).json({ error: rowsError.message });
    log.info('Orders listed', { count: data.length });
    res.json({ data, rows });
  } catch (err) {
    res.status(500).json({ error: err instanceof Error ? err.message : 'Unknown error' });
  }
});

router.post('/orders', async (req, res) => {
  try {
    await supabase.from('orders').insert(req.body);
    await notify(req.body);
    res.json({ ok: true });
  } catch (err) {
    res.status(500).json({ message: 'Could not create the order', error: err.message });
  }
});

router.put('/orders', async (req, res) => {
  try {
    res.json(await replace(req.body));
  } catch (err) {
    res.status(500).json({ message: 'Could not replace the order', error: err });
  }
});

router.post('/orders/fetch', async (req, res) => {
  try {
    res.json(await fetchOrders(req.body.url));
  } catch (err) {
    const message = err.name === 'AbortError' ? 'The shop did not answer in time' : err.message || 'Could not reach the shop';
    res.status(502).json({
      reason: 'shop_unreachable',
      error:
        message,
    });
  }
});

router.get('/orders/:id', async (req, res) => {
  try {
    res.json(await find(req.params.id));
  } catch (err) {
    const status = err.status || 500;
    log.error('Order failed', err);
    res.status(err.status || 500).json({ status, error: err.message || 'Could not read the order' });
  }
});

module.exports = router;
