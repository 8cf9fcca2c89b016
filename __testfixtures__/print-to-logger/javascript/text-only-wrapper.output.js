const log = require('../log');

function start(port, err) {
  log.info('starting');
  log.info(`listening on ${port}`);
  console.log('port', port);
  console.error('failed', err);
  log.info('ready');
}

module.exports = start;
