const express = require('express');
const cors = require('cors');

const app = express();
const allowed = process.env.CORS_ORIGINS?.split(',') ?? ['*'];

app.use(cors({
  origin: (origin, callback) => {
    if (!origin || allowed.includes('*') || allowed.includes(origin)) return callback(null, true);
    return callback(new Error('Not allowed by CORS'));
  },
}));
