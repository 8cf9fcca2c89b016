const { onRequest, onCall } = require('firebase-functions/v2/https');

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

exports.api = onRequest({ cors: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }, (req, res) => {
  res.json({ ok: true });
});

exports.listed = onRequest({ cors: ['https://app.example.com'], region: 'europe-west1' }, (req, res) => {
  res.json({ ok: true });
});

exports.every = onCall({ cors: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS), memory: '256MiB' }, () => ({
  ok: true,
}));
