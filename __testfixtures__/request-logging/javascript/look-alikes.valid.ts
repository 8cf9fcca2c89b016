import axios from 'axios';
import morgan from 'morgan';

// app.use(morgan('combined'));
if (process.env.NODE_ENV === 'development') app.use(morgan('dev'));

const client = axios.create();
client.interceptors.request.use((config) => {
  logger.info(`${config.method} ${config.url} ${Date.now()}`);
  return config;
});

app.use((req, res, next) => {
  const start = Date.now();
  res.on('finish', () => {
    if (Date.now() - start > 1000) logger.warn(`slow: ${req.method} ${req.path} ${res.statusCode}`);
  });
  next();
});

router.use((req, res, next) => {
  console.log('orders', req.method, req.path, res.statusCode);
  next();
});

app.use((error, req, res, next) => {
  logger.error('failed', { method: req.method, path: req.path, status: 500 });
  res.sendStatus(500);
});

app.use((req, res, next) => {
  if (!req.user?.usesModels) return next();
  const start = Date.now();
  res.on('finish', () => logger.info('model', { method: req.method, path: req.path, ms: Date.now() - start }));
  next();
});
