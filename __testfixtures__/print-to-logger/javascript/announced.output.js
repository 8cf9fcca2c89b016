const logger = require('./logger');

async function refresh(store, userId, row) {
  const stored = await store.find(userId);
  logger.info('already here');
  // The text says what the name does not.
  logger.info('Stored refresh token', { stored: '[redacted]' });
  logger.info('New password', { fresh: '[redacted]' });
  // These say what they are.
  logger.info('Invalid token', { userId });
  logger.info('Checking token', { id: row.id });
  logger.info('Token count', { stored });
}

module.exports = { refresh };
