const logger = require('../utils/logger');

async function close(orders, id) {
  try {
    await orders.close(id);
  } catch (err) {
    console.error(`Closing ${id} failed: ${err.message}`);
    console.error(err.stack);
  }
  try {
    await orders.close(id);
  } catch (err) {
    console.error('CLOSING FAILED:');
    console.error('   ' + err.message);
    console.error(`Stack: ${err.stack}`);
  }
  try {
    await orders.close(id);
  } catch (err) {
    console.error('closing failed', err);
    console.error(err.stack);
    console.error('code', err.code);
  }
  try {
    await orders.close(id);
  } catch (err) {
    console.error(err.message);
    console.error(err.stack);
  }
  try {
    await orders.close(id);
  } catch (err) {
    console.error(err.message, err.code);
  }
  try {
    await orders.close(id);
  } catch (err) {
    console.error('closing failed', err);
    console.error('Error details:', { message: err.message, stack: err.stack });
  }
  try {
    await orders.close(id);
  } catch (err) {
    console.error('hint', err.hint);
    console.error('Stack:', err.stack);
  }
  const response = await orders.send(id);
  if (!response.ok) {
    console.log(response.status, await response.text());
    const error = await response.text();
    console.error('sending failed:', error);
  }
}

module.exports = { close, logger };
