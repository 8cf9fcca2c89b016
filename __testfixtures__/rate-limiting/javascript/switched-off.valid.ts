import express from 'express';
import rateLimit from 'express-rate-limit';

const app = express();
app.use(rateLimit({ windowMs: 60_000, max: 100, skip: () => true }));
app.use('/auth', rateLimit({ windowMs: 60_000, max: 0 }));
