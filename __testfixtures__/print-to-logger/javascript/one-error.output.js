const logger = require('../utils/logger');

async function close(orders, id) {
  try {
    await orders.close(id);
  } catch (err) {
    logger.error(`Closing ${id} failed: ${err.message}`, err);
  }
  try {
    await orders.close(id);
  } catch (err) {
    logger.error('CLOSING FAILED', err);
  }
  try {
    await orders.close(id);
  } catch (err) {
    logger.error('closing failed', err);
    logger.error('code', { code: err.code });
  }
  try {
    await orders.close(id);
  } catch (err) {
    logger.error('close: orders.close failed', err);
  }
  try {
    await orders.close(id);
  } catch (err) {
    logger.error('close: orders.close failed', {
      error: err instanceof Error ? err.stack : String(err),
      code: err.code,
    });
  }
  try {
    await orders.close(id);
  } catch (err) {
    logger.error('closing failed', err);
  }
  try {
    await orders.close(id);
  } catch (err) {
    logger.error('hint', { hint: err.hint });
    logger.error('Stack', err);
  }
  const response = await orders.send(id);
  if (!response.ok) {
    logger.info('close', {
      status: response.status,
      body: await response.text(),
    });
    const error = await response.text();
    logger.error('sending failed', { error });
  }
}

module.exports = { close, logger };
