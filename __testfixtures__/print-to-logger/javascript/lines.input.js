const logger = require('../lib/logger');

async function close(orders, id, seats)
{
  try {
    await orders.close(id);
  } catch (error) {
    console.error(
      'Could not close the order that was given',
      id,
      error,
    );
    console.warn('Left open', {
      orderId: id,
      error,
    });
    console.log('Seats of it', { // as counted
      seats,
    });
  }
}

module.exports = { close };
