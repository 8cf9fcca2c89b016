#!/usr/bin/env node
'use strict';
require('express')()
  .use(
    require('cors')({
      origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
    }),
  )
  .listen(3000);

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
