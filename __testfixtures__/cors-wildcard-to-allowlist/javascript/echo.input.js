const express = require('express');

const app = express();

app.use((req, res, next) => {
  const origin = req.headers.origin;
  if (origin) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  } else {
    res.setHeader('Access-Control-Allow-Origin', '*');
  }
  next();
});

app.get('/plain', (req, res) => {
  res.header('Access-Control-Allow-Origin', req.get('Origin') || '*');
  res.json({ ok: true });
});

app.get('/destructured', (req, res) => {
  const { origin } = req.headers;
  if (origin) res.setHeader('Access-Control-Allow-Origin', origin);
  res.json({ ok: true });
});

app.get('/object', (req, res) => {
  const caller = req.headers.origin ?? '*';
  res.writeHead(200, { 'Access-Control-Allow-Origin': caller, 'Content-Type': 'text/plain' });
  res.end();
});

const PARTNERS = ['https://app.example.com'];

app.get('/checked', (req, res) => {
  const origin = req.headers.origin;
  if (PARTNERS.includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  } else {
    res.setHeader('Access-Control-Allow-Origin', '*');
  }
  res.json({ ok: true });
});

const ALLOWED = process.env.ALLOWED_ORIGINS ? process.env.ALLOWED_ORIGINS.split(',') : ['*'];

app.use('/raw', (req, res, next) => {
  const origin = req.headers.origin;
  if (ALLOWED.includes('*') || ALLOWED.includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  next();
});
