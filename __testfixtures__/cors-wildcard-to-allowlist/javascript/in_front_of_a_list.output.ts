import cors from 'cors';
import express from 'express';
import { onRequest } from 'firebase-functions/v2/https';

const app = express();
app.use(cors({ origin: ['https://party.example.com', 'http://localhost:3000'] }));
app.get('/calendar', (req, res) => {
  res.json([]);
});

export const calendar = onRequest({ region: 'us-central1', cors: false }, app);
