const bus = require('./bus');
const { logger } = require('./logger');

bus.emit('up').catch((err) => {
  logger.warn({ err }, 'bus.emit failed');
});
