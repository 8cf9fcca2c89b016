import express from 'express';
import { allowedOriginsSet } from './utils/origins';

const app = express();

app.get('/orders', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.json({ allowed: allowedOriginsSet.size });
});
