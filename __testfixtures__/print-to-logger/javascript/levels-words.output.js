const logger = require('../utils/logger');

async function events(order, name, socket, prices) {
  logger.info(`[Payment Failed] order ${order.id} moved on`);
  logger.info('🚨 New order', { orderId: order.id });
  logger.info(`✗ ${name} disconnected`);
  logger.warn(`❌ ${name} has no key`);
  logger.info('error-handler registered');
  logger.info('reading failed_jobs.csv');
  logger.info(`state of ${name} is 'failed'`);
  logger.error('❌ no rows');
  logger.debug('🔧 three rows');
  logger.warn('⚠️ few rows');
  logger.error('⚠️ Sending the last one failed');
  // Nobody there is no failure: this is expected for new rooms.
  logger.info('Error: room is empty', { socketId: socket.id });
  let price;
  try {
    price = await prices.load(order.id);
  } catch (err) {
    logger.warn('Could not load the price', err);
    price = prices.known(order.id);
  }
  try {
    await prices.save(price);
  } catch (error) {
    // not a failure, the next run saves it
    logger.info('Save failed');
  }
  try {
    await prices.send(price);
  } catch (error) {
    logger.error('Send failed', error);
  }
  try {
    return await prices.report();
  } catch (error) {
    logger.warn('Report failed, using the default one');
    return prices.empty;
  }
}

module.exports = { events, logger };

function look(rows, bookings, user, isOpen) {
  logger.debug('🔍 Rows', { rows });
  logger.info('🔍 Running the daily check...');
  logger.debug('AUTH DEBUG - details of the request');
  logger.warn('⚠️ [CHECK] already running');
  logger.info('bookings', { bookingCount: bookings.length });
  logger.info('first', { bookings: bookings.slice(0, 2) });
  logger.info('rows', { rows });
  logger.info('open', { value: isOpen ? 'yes' : 'no' });
  logger.info('has rows', { more: rows.hasMore ? 'yes' : 'no' });
}

function cope(order, event, path) {
  logger.debug('[PROBE_DEBUG] Looking at', { path });
  logger.warn('First source failed, trying the second one');
  logger.warn('Saving failed, but the order is kept');
  logger.warn('Body that failed validation', { lineCount: order.lines.length });
  logger.warn(`Payment failed: ${event.id}`);
  logger.error('Saving the payment failed');
  logger.warn('Unauthorized upload attempt');
}
