import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({
  origin: '*', // TODO: restrict in production
  methods: ['GET', 'POST', '*'],
  allowedHeaders: '*',
  credentials: true,
}));

export default app;
