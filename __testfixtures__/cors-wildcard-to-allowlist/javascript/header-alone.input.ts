import express from 'express';

const app = express();

app.use((req, res, next) => {
  // Allow requests from any origin
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Headers', '*');
  if (req.method === 'OPTIONS') return res.sendStatus(200);
  next();
});

app.get('/events', (req, res) => {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Access-Control-Allow-Origin': '*',
  });
  const origin = 'events';
  if (req.query.open) res.setHeader('Access-Control-Allow-Origin', '*');
  res.end(origin);
});

app.get('/reflected', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin || '*');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.end();
});

app.get('/named', (req, res) => {
  const caller = req.headers.origin;
  if (caller) {
    res.setHeader('Access-Control-Allow-Origin', caller);
  }
  res.end();
});
