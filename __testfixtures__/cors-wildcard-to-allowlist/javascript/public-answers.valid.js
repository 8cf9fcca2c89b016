const express = require('express');

const app = express();

app.get('/loader.js', (req, res) => {
  res.setHeader('Content-Type', 'application/javascript');
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.send('/* … */');
});

// Public webhook endpoint for leads
app.post('/leads', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.json({ ok: true });
});

app.post('/orders', (req, res) => {
  if (req.get('X-Hub-Signature-256') !== '…') return res.sendStatus(401);
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.json({ ok: true });
});
