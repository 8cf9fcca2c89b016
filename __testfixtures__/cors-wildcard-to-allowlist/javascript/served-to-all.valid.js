// The loader of the widget: CORS is open, it runs on any site.
const express = require('express');

const app = express();

app.get('/embed.js', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.sendFile('embed.js');
});

app.get('/loader', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.sendFile('loader.js');
});
