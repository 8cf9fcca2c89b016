const winston = require('winston');
const { serve } = require('./serve');
const logger = require('./utils/logger');

console.log('starting');

winston.configure({ transports: [new winston.transports.Console()] });

logger.info('started');

serve(() => logger.info('serving'));
