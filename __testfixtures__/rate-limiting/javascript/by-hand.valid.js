const hits = new Map();

function rateLimiter(req, res, next) {
  const now = Date.now();
  const recent = (hits.get(req.ip) || []).filter((at) => now - at < 60000);
  if (recent.length >= 100) return res.status(429).json({ error: 'Too many requests' });
  hits.set(req.ip, [...recent, now]);
  next();
}

module.exports = function start(app) {
  app.use(rateLimiter);
};
