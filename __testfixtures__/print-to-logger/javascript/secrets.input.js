const logger = require('../utils/logger');

async function login(req, res) {
  console.log('login', req.body);
  console.log('login of', req.body.email);
  console.log('headers', req.headers);
  console.log(`token ${req.headers.authorization} for ${req.params.id}`);
  console.log('token: ' + res.locals.accessToken);
  console.log('have a token', Boolean(res.locals.accessToken), res.locals.accessToken.length);
  console.log('starts with', res.locals.accessToken.slice(0, 4));
  console.log('starts with', res.locals.accessToken.slice(0, 12));
  console.log('user', { id: req.user.id, password: req.user.password, ...req.body });
  console.log('preview', res.locals.accessToken.slice(0, 12) + '…');
  console.log('preview', 'of ' + res.locals.accessToken.slice(0, 12));
  console.log('key:', process.env.STRIPE_SECRET_KEY);
  console.log('key is', process.env.STRIPE_SECRET_KEY ? 'set' : 'missing');
  console.log('using sk-live-1234567890abcdef12345');
  console.log(res.locals.accessToken);
  console.log(JSON.parse(req.body));
  console.log('mail', JSON.stringify({ to: req.user.email, resetToken: req.user.resetToken }));
  const otp = makeOtp();
  console.log('otp', otp);
  const cookie = readCookie();
  console.log('cookie', cookie);
  send(cookie);
}

module.exports = { login, logger };
