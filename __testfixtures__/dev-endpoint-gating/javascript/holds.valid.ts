import express from 'express';

const app = express();
if (process.env.NODE_ENV !== 'production') {
  app.get('/debug/state', (req, res) => res.json({}));
}
app.post('/dev/login', (req, res) => {
  if (process.env.NODE_ENV === 'production') return res.status(404).end();
  res.json({});
});
app.post('/reset', async (req, res) => {
  await updatePassword(req.body.token, req.body.newPassword);
  res.json({});
});
