import axios from 'axios';

server.keepAliveTimeout = 65_000;
server.headersTimeout = 66_000;
await axios.get(URL, { timeout: 5000 });
setTimeout(() => process.exit(1), 10_000);
app.get('/slow', (req, res) => {
  setTimeout(() => res.status(503).end(), 100);
});
