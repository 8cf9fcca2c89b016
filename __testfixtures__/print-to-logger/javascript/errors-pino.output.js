const logger = require('../utils/logger');
const { orders } = require('../services/orders');

async function close(id, res) {
  try {
    await orders.close(id);
  } catch (error) {
    const err = error instanceof Error ? error : new Error(String(error));
    logger.error({ err }, 'close failed');
    logger.error({ code: err.code }, 'Error code');
  }
  try {
    await orders.close(id);
  } catch (error) {
    logger.error({ err: error, id }, 'close failed');
    logger.error({ err: error }, 'close failed');
    logger.error({ error: error.message, stack: error.stack }, 'close failed');
    logger.error({ err: error, id }, 'close');
  }
  try {
    await orders.close(id);
  } catch (error) {
    logger.error({ err: error, id }, 'close failed');
    logger.error({ err: error }, 'close failed');
    console.error('two errors', error, { err: error.cause });
    logger.warn({ err: error }, 'not available, going on');
  }
  try {
    await orders.close(id);
  } catch (error) {
    logger.error('close failed');
    throw error;
  }
  const { data, error } = await orders.find(id);
  if (error) logger.error({ err: error }, 'find failed');
  const result = await orders.mail(id);
  if (!result.success) logger.error({ err: result.error }, 'mail failed');
  const { success, error: failure, error: problem } = await orders.mail(id);
  logger.error({ success, problem }, 'mail failed');
  res.on('disconnect', (reason) => logger.info({ reason }, 'gone'));
  process.on('unhandledRejection', (reason) =>
    logger.error({ err: reason }, 'Unhandled rejection'),
  );
  orders.watch((err, change) => {
    if (err) {
      logger.error({ err }, 'close: orders.watch failed');
      return;
    }
    logger.info({ id: change.row.id, at: change.at }, 'change');
  });
  return { data, failure };
}

function errorHandler(err, req, res, next) {
  logger.error({ err }, 'Unhandled error');
  res.status(500).json({ error: 'Failed' });
}

module.exports = { close, errorHandler };
