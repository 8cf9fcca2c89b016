const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: process.env.CORS_ORIGIN.split(','), credentials: true }));


app.get('/feed', (req, res) => {
  res.setHeader('Content-Type', 'text/event-stream');
  res.end();
});

app.get('/exposed', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', 'X-Total');
  res.end();
});
