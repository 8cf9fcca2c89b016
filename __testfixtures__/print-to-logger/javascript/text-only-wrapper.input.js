const log = require('../log');

function start(port, err) {
  console.log('starting');
  console.log(`listening on ${port}`);
  console.log('port', port);
  console.error('failed', err);
  log.info('ready');
}

module.exports = start;
