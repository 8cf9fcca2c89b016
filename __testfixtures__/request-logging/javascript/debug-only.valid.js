const logger = require('./logger');

app.use((req, res, next) => {
  const start = Date.now();
  res.on('finish', () => logger.debug(`${req.method} ${req.path} ${res.statusCode} ${Date.now() - start}ms`));
  next();
});
