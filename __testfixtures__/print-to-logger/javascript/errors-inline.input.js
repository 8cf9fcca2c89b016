const logger = require('pino')();

function report(result, status) {
  console.error('boom', new Error('inline'));
  console.log({ err: new Error('x') });
  console.error('failed', status, result.error);
  console.warn('odd', { loginError: new TypeError('y'), status });
  console.error('twice', { err: result.first, status });
}

module.exports = { report, logger };
