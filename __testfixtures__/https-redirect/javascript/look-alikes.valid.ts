app.use((req, res, next) => {
  const base = `${req.headers['x-forwarded-proto']}://${req.headers.host}`;
  res.locals.base = base;
  next();
});
app.get('/pay', (req, res) => res.redirect(`https://checkout.example.com/${req.protocol}`));
app.use((req, res, next) => {
  res.setHeader('Strict-Transport-Security', 'max-age=31536000');
  next();
});
// res.redirect(`https://${req.headers.host}${req.url}`);
