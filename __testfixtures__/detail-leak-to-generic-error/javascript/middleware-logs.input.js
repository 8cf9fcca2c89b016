const logger = require('../logger');

function logErrors(err, req, res, next) {
  logger.error('Unhandled', err);
  next(err);
}

function answerErrors(err, req, res, next) {
  res.status(500).json({ message: err.message, stack: err.stack });
}

module.exports = { logErrors, answerErrors };
