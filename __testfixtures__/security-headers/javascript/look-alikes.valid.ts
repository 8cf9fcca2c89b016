import express from 'express';
import helmet from 'helmet';
import { Helmet } from 'react-helmet';

const app = express();
// app.use(helmet());
if (process.env.NODE_ENV === 'development') app.use(helmet());

app.get('/files/:id', (req, res) => {
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "sandbox");
  res.sendFile(req.params.id);
});
app.use((req, res, next) => {
  res.setHeader('X-XSS-Protection', '0');
  next();
});
app.use((req, res, next) => {
  res.setHeader('Referrer-Policy', 'no-referrer');
  next();
});
