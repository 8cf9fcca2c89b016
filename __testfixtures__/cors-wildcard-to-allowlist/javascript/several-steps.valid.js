// Options set under conditions: the wildcard is there in development only.
const { Server } = require('socket.io');

module.exports = (http, isDev) => {
  let cors = undefined;
  if (isDev) {
    cors = { origin: '*' };
  }
  return new Server(http, { cors });
};
