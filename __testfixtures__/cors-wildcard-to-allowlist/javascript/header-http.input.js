'use strict'

const http = require('http')

http.createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.end('ok')
}).listen(8080)
