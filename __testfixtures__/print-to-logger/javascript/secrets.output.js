const logger = require('../utils/logger');

async function login(req, res) {
  logger.info('login', { body: '[redacted]' });
  logger.info('login of', { email: req.body.email });
  logger.info('headers', { headers: '[redacted]' });
  logger.info(`token [redacted] for ${req.params.id}`);
  logger.info('token: ' + '[redacted]');
  console.log('have a token', Boolean(res.locals.accessToken), res.locals.accessToken.length);
  logger.info('starts with', { accessToken: res.locals.accessToken.slice(0, 4) });
  logger.info('starts with', { accessToken: '[redacted]' });
  logger.info('user', { id: req.user.id, password: '[redacted]', body: '[redacted]' });
  logger.info('preview', { value: '[redacted]' });
  logger.info('preview', { value: 'of ' + '[redacted]' });
  logger.info('key', { STRIPE_SECRET_KEY: '[redacted]' });
  logger.info('key is', { STRIPE_SECRET_KEY: process.env.STRIPE_SECRET_KEY ? 'set' : 'missing' });
  logger.info('using [redacted]');
  console.log(res.locals.accessToken);
  console.log(JSON.parse(req.body));
  logger.info('mail', { to: req.user.email, resetToken: '[redacted]' });
  const otp = makeOtp();
  console.log('otp', otp);
  const cookie = readCookie();
  logger.info('cookie', { cookie: '[redacted]' });
  send(cookie);
}

module.exports = { login, logger };
