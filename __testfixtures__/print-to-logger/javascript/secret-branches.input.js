const logger = require('../utils/logger');

function connect(token, user, key) {
  console.log(`token from query: ${token ? token.slice(0, 20) : 'none'}`);
  console.log('token from query:', token ? token : 'none');
  console.log(`token from query: ${token || 'none'}`);
  console.log('token from query:', token || 'none');
  console.log(`token from query: ${token && token.slice(0, 8)}`);
  console.log('key', key ? 'set' : 'missing');
  console.log(`key is ${process.env.API_KEY ? 'set' : 'missing'}`);
  console.log('JWT_SECRET missing, and STRIPE_SECRET_KEY not set');
  console.log({ token: token ? token : 'none', hasToken: !!token });
  const computedDigest = sign(user);
  console.log('computed digest:', computedDigest);
  check(computedDigest);
  return user;
}

module.exports = { connect, logger };
