import * as Sentry from '@sentry/node';

// app.use(errorHandler);
process.on('uncaughtException', (error) => logger.fatal(error));
app.use(Sentry.Handlers.errorHandler());
app.use(morgan.errorHandler);
nest.useGlobalFilters(new PrismaExceptionFilter());
router.use((error, req, res, next) => res.status(400).json({ error: 'Upload failed' }));
app.use((error, req, res, next) => {
  if (error.code === 'LIMIT_FILE_SIZE') return res.sendStatus(413);
  next(error);
});
stream.onError((error) => logger.warn(error));
