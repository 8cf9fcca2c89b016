const cors = require('cors');

module.exports = (app) => {
  app.use(cors({ origin: /^http:\/\/localhost:\d+$|.*/ }));
  app.use('/grouped', cors({ origin: [/^(https:\/\/app\.example\.com|.*)$/] }));
  app.use('/few', cors({ origin: /^https:\/\/(app|admin)\.example\.com$/ }));
};
