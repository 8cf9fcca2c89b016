const winston = require('winston');

const output = winston.createLogger({ level: process.env.LOG_LEVEL || 'info', transports: [new winston.transports.Console()] });

async function closeAll(sessions) {
  for (const session of sessions) {
    try {
      await session.close();
    } catch {
      // best effort
    }
  }
}

module.exports = { closeAll, output };
