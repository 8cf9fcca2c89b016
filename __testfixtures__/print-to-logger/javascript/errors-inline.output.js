const logger = require('pino')();

function report(result, status) {
  logger.error({ err: new Error('inline') }, 'boom');
  logger.info({ err: new Error('x') }, 'report');
  logger.error({ err: result.error, status }, 'failed');
  logger.warn({ err: new TypeError('y'), status }, 'odd');
  logger.error({ err: result.first, status }, 'twice');
}

module.exports = { report, logger };
