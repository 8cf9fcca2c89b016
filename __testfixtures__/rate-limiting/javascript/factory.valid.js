function createRateLimiter({ store, limit, respondError }) {
  return async function rateLimiter(req, res, next) {
    const { count } = await store.increment(req.ip);
    if (count > limit) return respondError(res, 429, 50003, 'Too many requests');
    next();
  };
}

const limiter = createRateLimiter({ store, limit: 100, respondError });
app.use(limiter);
