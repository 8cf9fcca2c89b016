const http = require('http');
const logger = require('./logger');

http.createServer((req, res) => res.end('ok')).listen(3000, () => logger.info({ value: 3000 }, 'listening on'));
