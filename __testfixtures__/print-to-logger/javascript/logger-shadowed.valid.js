const logger = require('./logger');

// The name stands for something else in here, and the file has its logger already.
function each(logger) {
  console.log('each');
  return logger;
}

logger.info('x');
module.exports = { each };
