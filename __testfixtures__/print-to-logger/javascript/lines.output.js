const logger = require('../lib/logger');

async function close(orders, id, seats)
{
  try {
    await orders.close(id);
  } catch (error) {
    logger.error(
      { err: error, id },
      'Could not close the order that was given',
    );
    logger.warn({
      err: error,
      orderId: id,
    }, 'Left open');
    logger.warn({ // as counted
      seats,
    }, 'Seats of it');
  }
}

module.exports = { close };
