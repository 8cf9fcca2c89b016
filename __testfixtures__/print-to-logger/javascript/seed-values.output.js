const logger = require('../utils/logger');

async function seed(db, hash) {
  const password = 'not-for-production';
  const adminPassword = process.env.ADMIN_PASSWORD || 'admin';
  await db.insert({ email: 'admin@example.com', hash: await hash(password) });
  await db.insert({ email: 'root@example.com', hash: await hash(adminPassword) });
  logger.info(`Sign in as admin@example.com with ${password}`);
  logger.info(`Sign in as root@example.com with [redacted]`);
}

module.exports = { seed, logger };
