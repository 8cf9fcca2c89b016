const express = require('express');
const { randomBytes } = require('crypto');

const app = express();

const make = () => randomBytes(16).toString('hex');

app.post('/keys', (req, res) => {
  const accessToken = randomBytes(16).toString('hex');
  // The key that is there stays.
  req.user.apiKey = req.body.key || make();
  mail(
    req.user,
    `https://x.example/reset?token=${randomBytes(16).toString('hex')}`,
  );
  res.json({ accessToken });
});

app.listen(3000);
