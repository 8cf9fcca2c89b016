const express = require('express');
const rateLimit = require('express-rate-limit');
const authRoutes = require('./routes/auth');

const app = express();
const authLimiter = rateLimit({ windowMs: 900000, max: 20, standardHeaders: true, legacyHeaders: false });

app.use('/auth', authLimiter, authRoutes);
app.get('/health', (req, res) => res.send('ok'));
app.use('/orders', authLimiter);
app.get('/orders/:id', show);
process.on('SIGTERM', () => server.close());
