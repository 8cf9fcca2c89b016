const express = require('express');
const { rateLimit } = require('express-rate-limit');

const app = express();
const loginLimiter = rateLimit({ windowMs: 60000, max: 5 });

app.post('/login', loginLimiter, login);
app.get('/orders', listOrders);
