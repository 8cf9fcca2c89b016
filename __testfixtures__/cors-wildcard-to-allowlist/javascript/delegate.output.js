const express = require('express');
const cors = require('cors');

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '').split(',').map((origin) => origin.trim()).filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

const app = express();

const corsDelegate = (req, callback) => {
  callback(null, { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS), credentials: true });
};
app.use(cors(corsDelegate));

app.use('/inline', cors((req, callback) => callback(null, { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS), credentials: true })));

// It looks at the origin.
app.use('/checked', cors((req, callback) => {
  const isOurs = ['https://app.example.com'].includes(req.header('Origin'));
  if (isOurs) callback(null, { origin: true });
  else callback(null, { origin: false });
}));
