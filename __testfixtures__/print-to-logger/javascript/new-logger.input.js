const http = require('http');

http.createServer((req, res) => res.end('ok')).listen(3000, () => console.log('listening on', 3000));
