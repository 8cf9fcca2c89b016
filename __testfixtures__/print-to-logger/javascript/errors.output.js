const logger = require('../utils/logger');
const { orders } = require('../services/orders');

async function close(id, res) {
  try {
    await orders.close(id);
  } catch (error) {
    const err = error instanceof Error ? error : new Error(String(error));
    logger.error('close failed', err);
    logger.error('Error code', { code: err.code });
  }
  try {
    await orders.close(id);
  } catch (error) {
    logger.error('close failed', {
      error: error instanceof Error ? error.stack : String(error),
      id,
    });
    logger.error('close failed', error);
    logger.error('close failed', { error: error.message, stack: error.stack });
    logger.error('close', { error: error instanceof Error ? error.stack : String(error), id });
  }
  try {
    await orders.close(id);
  } catch (error) {
    logger.error('close failed', {
      error: error instanceof Error ? error.stack : String(error),
      id,
    });
    logger.error('close failed', error);
    console.error('two errors', error, { err: error.cause });
    logger.warn('not available, going on', error);
  }
  try {
    await orders.close(id);
  } catch (error) {
    logger.error('close failed');
    throw error;
  }
  const { data, error } = await orders.find(id);
  if (error) logger.error('find failed', error);
  const result = await orders.mail(id);
  if (!result.success) logger.error('mail failed', { error: result.error });
  const { success, error: failure, error: problem } = await orders.mail(id);
  logger.error('mail failed', { success, problem });
  res.on('disconnect', (reason) => logger.info('gone', { reason }));
  process.on('unhandledRejection', (reason) => logger.error('Unhandled rejection', reason));
  orders.watch((err, change) => {
    if (err) {
      logger.error('close: orders.watch failed', err);
      return;
    }
    logger.info('change', { id: change.row.id, at: change.at });
  });
  return { data, failure };
}

function errorHandler(err, req, res, next) {
  logger.error('Unhandled error', err);
  res.status(500).json({ error: 'Failed' });
}

module.exports = { close, errorHandler };
