// One of two loggers that take different things: what both take is a text.
let logger;
try {
  logger = require('pino')();
} catch {
  logger = console;
}

function charge(order) {
  try {
    order.pay();
  } catch (err) {
    console.error('payment failed', err);
  }
  console.log(`charged ${order.id}`);
}

module.exports = { charge };
