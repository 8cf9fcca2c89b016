const winston = require('winston');

const output = winston.createLogger({ level: process.env.LOG_LEVEL || 'info', transports: [new winston.transports.Console()] });

async function closeAll(sessions) {
  for (const session of sessions) {
    try {
      await session.close();
    } catch (err) {
      // best effort
      output.info('closeAll: session.close failed', err);
    }
  }
}

module.exports = { closeAll, output };
