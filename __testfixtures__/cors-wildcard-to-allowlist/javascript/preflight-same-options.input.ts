import cors from 'cors';
import express from 'express';

const app = express();
const allowed = ['https://shop.example.com'];

app.use(cors({
  origin: (origin, callback) => {
    if (!origin || allowed.includes(origin)) return callback(null, true);
    return callback(new Error('Not allowed'));
  },
  credentials: true,
}));
app.options('*', cors());
