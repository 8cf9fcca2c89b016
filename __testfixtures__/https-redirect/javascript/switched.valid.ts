if (process.env.ENABLE_HTTPS_REDIRECT === 'true') {
  app.use((req, res, next) => {
    if (req.headers['x-forwarded-proto'] === 'https') return next();
    res.redirect(301, `https://${req.headers.host}${req.url}`);
  });
}
app.use((req, res, next) => {
  if (req.secure || !process.env.FORCE) return next();
  if (process.env.ENABLE_REDIRECT === 'true') res.redirect('https://' + req.hostname + req.originalUrl);
});
