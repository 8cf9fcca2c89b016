import express from 'express';
import { allowedOriginsSet } from './utils/origins';

const app = express();

app.get('/orders', (req, res) => {
  const origin = req.headers.origin;
  if (origin && allowedOriginsSet.has(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  res.vary('Origin');
  res.json({ allowed: allowedOriginsSet.size });
});
