import express from 'express';
import rateLimit from 'express-rate-limit';
import Bottleneck from 'bottleneck';

const app = express();
// app.use(rateLimit({ windowMs: 60_000, max: 100 }));
const unused = rateLimit({ windowMs: 60_000, max: 100 });
const outbound = new Bottleneck({ maxConcurrent: 2 });

if (process.env.NODE_ENV !== 'production') {
  app.use(rateLimit({ windowMs: 60_000, max: 1000 }));
}

// The limit of another service, handed on.
app.get('/search', async (req, res) => {
  const answer = await outbound.schedule(() => search(req.query.q));
  if (answer.status === 429) return res.status(429).json({ retryAt: Date.now() + 1000, user: req.user.id });
  res.json(answer);
});
