// Callbacks with a real check, lists, patterns of named hosts, development branches and public headers stay.
import cors from 'cors';
import express from 'express';
import { isAllowed } from './origins';

const app = express();
const isDev = process.env.NODE_ENV !== 'production';
const allowed = ['https://shop.example.com'];

app.use(cors({ origin: (origin, cb) => cb(null, !origin || allowed.includes(origin)) }));
app.use(cors({ origin: (origin, cb) => (isAllowed(origin) ? cb(null, true) : cb(new Error('no'))) }));
app.use(cors({ origin: (origin, cb) => { if (!origin || origin.endsWith('.example.app')) return cb(null, true); cb(new Error('no')); } }));
app.use(cors({ origin: allowed }));
app.use(cors({ origin: process.env.FRONTEND_URL || 'http://localhost:3000' }));
app.use(cors({ origin: /\.example\.com$/ }));
app.use(cors({ origin: /^https:\/\/.*\.example\.app$/ }));
app.use(cors({ origin: isDev ? true : allowed }));
app.use(cors({ origin: process.env.NODE_ENV === 'production' ? allowed : '*' }));
app.use(cors({ origin: false }));
app.use(cors({ ...shared }));
if (isDev) app.use(cors());
if (process.env.CORS_ALLOW_ALL === 'true') app.use(cors({ origin: '*' }));
app.use(cors((req, cb) => cb(null, { origin: isAllowed(req.header('Origin')) })));

app.get('/badge', (req, res) => {
  // Public badge: any website may embed it.
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.end();
});

app.get('/checked', (req, res) => {
  const origin = req.headers.origin;
  if (origin && allowed.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Allow-Methods', '*');
  res.setHeader('Access-Control-Allow-Headers', '*');
  res.end();
});
