import express from 'express';
import cors from 'cors';

const app = express();

// The one layer is for a developer's machine: without the header nobody else could call.
app.use(cors({ origin: 'http://localhost:3000', credentials: true }));

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Credentials', 'true');
  res.header('Access-Control-Allow-Origin', req.headers.origin);
  next();
});
