'use strict'

const http = require('http')

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '').split(',').map((origin) => origin.trim()).filter(Boolean)
  const origins = listed.filter((origin) => origin !== '*')
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead')
  }
  return origins
}

http.createServer((req, res) => {
  const origin = req.headers.origin
  if (origin && parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin)
  }
  res.setHeader('Vary', 'Origin')
  res.end('ok')
}).listen(8080)
