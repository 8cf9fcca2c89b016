const winston = require('winston');

console.log('starting');

const logger = winston.createLogger({ transports: [new winston.transports.Console()] });

console.log('started');

function stop(db) {
  // told for whoever reads the log
  console.log('='.repeat(20));

  console.log('stopping');

  db.close().catch((err) => {
    console.error('closing failed', err);

    // the stack, too
    console.error(err.stack);

    throw err;
  });
  console.log(`stopped ${/* by hand */ db.name}`);
}

module.exports = { stop };
