const logger = require('../utils/logger');

function report(order, rows, problem) {
  logger.error('Order not shipped');
  logger.error(`Error: ${problem}`);
  logger.error(`Customer: ${order.customer}`);

  logger.error('Could not ship, it failed');
  logger.error('next try in an hour');
  logger.info('started');

  logger.info('Rows:');
  for (const row of rows) {
    logger.info(`- ${row}`);
  }

  console.log('Names:');
  rows.forEach((row) => {
    console.log('%s of %d', row.name, row.age);
  });

  console.log('Totals:');
  console.table(rows);
  logger.info('done');
}

module.exports = { report, logger };

function details(order, found) {
  logger.debug('Details of the order:');
  logger.debug('id', { orderId: order.id });
  logger.debug('state', { state: order.state });

  logger.error('Closing failed');
  logger.info('Already closed');
  logger.warn(`[Parser] ❌ No JSON in ${found}`);
}
