const logger = require('./logger');

async function refresh(store, userId, row) {
  const stored = await store.find(userId);
  logger.info('already here');
  // The text says what the name does not.
  console.log('Stored refresh token:', stored);
  console.log('New password', row.fresh);
  // These say what they are.
  console.log('Invalid token', userId);
  console.log('Checking token', row.id);
  console.log('Token count', stored);
}

module.exports = { refresh };
