const winston = require('winston');
const { serve } = require('./serve');

console.log('starting');

winston.configure({ transports: [new winston.transports.Console()] });

console.log('started');

serve(() => console.log('serving'));
