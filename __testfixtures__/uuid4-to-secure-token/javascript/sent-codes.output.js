const express = require('express');
const { randomInt } = require('crypto');
const app = express();

app.post('/sms', (req, res) => {
  const code = String(randomInt(1000000)).padStart(6, '0');
  req.app.locals.codes[req.body.phone] = code;
  sms(req.body.phone, `Your verification code is ${code}`);
  res.end();
});

app.post('/short', (req, res) => {
  const number = randomInt(1000, 10000);
  sms(req.body.phone, 'Your code is: ' + number);
  res.end();
});

app.post('/mail', (req, res) => {
  const digits = randomInt(100000, 1000000);
  mail(req.body.email, { html: `<h2>${digits}</h2> is your login code` });
  res.end();
});

app.post('/pin', (req, res) => {
  const pin = randomInt(1000, 10000);
  req.user.pin = pin;
  res.end();
});

app.post('/bookings', async (req, res) => {
  // Whoever has it may cancel, below.
  const reservationCode = Array.from({ length: 6 }, () => randomInt(36).toString(36))
    .join('')
    .toUpperCase();
  await bookings.create({ reservationCode, email: req.body.email });
  res.json({ reservationCode });
});

app.post('/bookings/cancel', async (req, res) => {
  const booking = await bookings.findOne({ reservationCode: req.body.code });
  await booking.cancel();
  res.end();
});

app.listen(3000);
