const logger = require('../utils/logger');

function connect(token, user, key) {
  logger.info(`token from query: ${token ? '[redacted]' : 'none'}`);
  logger.info('token from query', { token: token ? '[redacted]' : 'none' });
  logger.info(`token from query: ${token ? '[redacted]' : 'none'}`);
  logger.info('token from query', { value: token ? '[redacted]' : 'none' });
  logger.info(`token from query: ${token && '[redacted]'}`);
  logger.info('key', { key: key ? 'set' : 'missing' });
  logger.info(`key is ${process.env.API_KEY ? 'set' : 'missing'}`);
  logger.warn('JWT_SECRET missing, and STRIPE_SECRET_KEY not set');
  logger.info('connect', {
    token: token ? '[redacted]' : 'none',
    hasToken: !!token,
  });
  const computedDigest = sign(user);
  logger.info('computed digest', { computedDigest: '[redacted]' });
  check(computedDigest);
  return user;
}

module.exports = { connect, logger };
