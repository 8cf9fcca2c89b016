const cors = require('cors');

function setUpCors(app, origins = ['*']) {
  app.use(cors({ origin: origins }));
}

function corsByHand({ origin = '*' } = {}) {
  return (req, res, next) => {
    res.setHeader('Access-Control-Allow-Origin', origin);
    next();
  };
}

module.exports = { setUpCors, corsByHand };
