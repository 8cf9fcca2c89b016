const logger = require('./lib/logger');

process.on('uncaughtException', (error) => {
  try {
    console.error('uncaught', error);
    notify(error);
  } catch (failure) {
    console.error('could not notify', failure);
  }
  process.exit(1);
});

async function stop(server) {
  if (server.listening) {
    console.log('closing');
    await server.close();
  } else {
    logger.info('nothing to close');
    return;
  }
  process.exit(0);
}

async function check(server) {
  if (!server.healthy) {
    server.on('recovered', () => {
      logger.info('back again');
    });
    process.exit(1);
  }
}

module.exports = { stop, check };
