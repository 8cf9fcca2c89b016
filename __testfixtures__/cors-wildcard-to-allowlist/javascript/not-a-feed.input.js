const express = require('express');
const { feedOf } = require('./feeds');

const app = express();

app.get('/feed', async (req, res) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.json(await feedOf(req.user));
});
