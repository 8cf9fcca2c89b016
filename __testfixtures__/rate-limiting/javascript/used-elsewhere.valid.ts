import rateLimit from 'express-rate-limit';

const tooMany = (name: string) => (req, res) => {
  count(name, req.ip);
  res.status(429).json({ error: 'Too many requests' });
};

export const apiLimiter = rateLimit({ windowMs: 60_000, max: 100, handler: tooMany('api') });
export const loginLimiter = rateLimit({ windowMs: 60_000, max: 5 });
export const oldLimiter = rateLimit({ windowMs: 60_000, max: 10 });
