const logger = require('../utils/logger');
const { orders } = require('../services/orders');

async function close(id, res) {
  try {
    await orders.close(id);
  } catch (error) {
    const err = error instanceof Error ? error : new Error(String(error));
    console.error('close failed:', err.message);
    console.error('Error stack:', err.stack);
    console.error('Error code:', err.code);
  }
  try {
    await orders.close(id);
  } catch (error) {
    console.error('close failed', { id, error });
    console.error('close failed', { error });
    console.error('close failed', { error: error.message, stack: error.stack });
    console.error({ id, error });
  }
  try {
    await orders.close(id);
  } catch (error) {
    console.error('close failed', id, error);
    console.error('close failed', error, error.message);
    console.error('   ' + error.message);
    console.error('two errors', error, { err: error.cause });
    console.log('not available, going on', error.message);
  }
  try {
    await orders.close(id);
  } catch (error) {
    console.error('close failed');
    throw error;
  }
  const { data, error } = await orders.find(id);
  if (error) console.error('find failed:', error);
  const result = await orders.mail(id);
  if (!result.success) console.error('mail failed:', result.error);
  const { success, error: failure, error: problem } = await orders.mail(id);
  console.error('mail failed:', success, problem);
  res.on('disconnect', (reason) => console.log('gone:', reason));
  process.on('unhandledRejection', (reason) => console.error('Unhandled rejection:', reason));
  orders.watch((err, change) => {
    if (err) return console.error(err);
    console.log('change', change.row.id, change.at);
  });
  return { data, failure };
}

function errorHandler(err, req, res, next) {
  console.error(err.stack);
  console.error(err);
  res.status(500).json({ error: 'Failed' });
}

module.exports = { close, errorHandler };
