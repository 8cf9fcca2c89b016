const express = require('express');
const uuid = require('uuid');

const app = express();
const makeId = uuid.v4;

const make = () => makeId();

app.post('/keys', (req, res) => {
  const accessToken = makeId();
  // The key that is there stays.
  req.user.apiKey = req.body.key || make();
  mail(req.user, `https://x.example/reset?token=${makeId()}`);
  res.json({ accessToken });
});

app.listen(3000);
