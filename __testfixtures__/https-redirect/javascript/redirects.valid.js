const sslify = require('express-sslify');

app.use(sslify.HTTPS({ trustProtoHeader: true }));
app.use((req, res, next) => {
  if (process.env.NODE_ENV !== 'production' || req.secure || req.headers['x-forwarded-proto'] === 'https') return next();
  res.redirect(301, `https://${req.headers.host}${req.url}`);
});
