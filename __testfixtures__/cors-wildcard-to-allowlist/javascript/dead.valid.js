const express = require('express');
// Nothing uses it.
const cors = require('cors')({ origin: true });

const app = express();

function start(app) {
  return app.listen(3000);
  app.use((req, res, next) => {
    res.setHeader('Access-Control-Allow-Origin', '*');
    next();
  });
}

if (false) {
  app.use(require('cors')());
}

start(app);
