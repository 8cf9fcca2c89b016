import express from 'express';
import rateLimit from 'express-rate-limit';

const app = express();
const limiter = rateLimit({ windowMs: 60_000, limit: 100, skip: () => process.env.NODE_ENV === 'test' });
const strict = rateLimit({ windowMs: 60_000, limit: 5 });

app.use('/api', limiter);
app.post('/api/login', strict, login);
app.listen(3000);
