const express = require('express');
const { buildSitemap, buildFeed } = require('./feeds');

const app = express();

app.get('/sitemap.xml', async (req, res) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.type('application/xml').send(await buildSitemap());
});

app.get('/robots.txt', (req, res) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.send('User-agent: *');
});

app.get('/blog/feed.xml', async (req, res) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.send(await buildFeed());
});
