const winston = require('winston');

console.log('starting');

const logger = winston.createLogger({ transports: [new winston.transports.Console()] });

logger.info('started');

function stop(db) {
  // told for whoever reads the log
  logger.info('stopping');

  db.close().catch((err) => {
    logger.error('closing failed', err);

    throw err;
  });
  logger.info(`stopped ${/* by hand */ db.name}`);
}

module.exports = { stop };
