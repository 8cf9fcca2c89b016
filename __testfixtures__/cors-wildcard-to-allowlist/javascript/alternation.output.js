const cors = require('cors');

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning(
      'Ignoring "*" in the CORS origins: list each origin instead',
    );
  }
  return origins;
}

module.exports = (app) => {
  app.use(
    cors({
      origin: [
        ...parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
        /^http:\/\/localhost:\d+$/,
      ],
    }),
  );
  app.use(
    '/grouped',
    cors({
      origin: [
        ...parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
        /^(https:\/\/app\.example\.com)$/,
      ],
    }),
  );
  app.use('/few', cors({ origin: /^https:\/\/(app|admin)\.example\.com$/ }));
};
