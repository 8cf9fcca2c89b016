const bus = require('./bus');

bus.emit('up').catch(() => {});
