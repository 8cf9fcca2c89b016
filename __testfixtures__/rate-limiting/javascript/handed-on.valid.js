const express = require('express');
const rateLimit = require('express-rate-limit');

const app = express();
const makeLimiter = (max) => rateLimit({ windowMs: 900000, max });
const apiLimiter = makeLimiter(100);

app.use('/api', (req, res, next) => {
  if (req.method === 'OPTIONS') return next();
  return apiLimiter(req, res, next);
});
app.get('/api/orders', list);
