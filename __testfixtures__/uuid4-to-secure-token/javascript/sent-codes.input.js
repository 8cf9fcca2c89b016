const express = require('express');
const app = express();

app.post('/sms', (req, res) => {
  const code = String(Math.floor(Math.random() * 1000000)).padStart(6, '0');
  req.app.locals.codes[req.body.phone] = code;
  sms(req.body.phone, `Your verification code is ${code}`);
  res.end();
});

app.post('/short', (req, res) => {
  const number = Math.floor(1000 + Math.random() * 9000);
  sms(req.body.phone, 'Your code is: ' + number);
  res.end();
});

app.post('/mail', (req, res) => {
  const digits = Math.floor(100000 + Math.random() * 900000);
  mail(req.body.email, { html: `<h2>${digits}</h2> is your login code` });
  res.end();
});

app.post('/pin', (req, res) => {
  const pin = Math.floor(1000 + Math.random() * 9000);
  req.user.pin = pin;
  res.end();
});

app.post('/bookings', async (req, res) => {
  // Whoever has it may cancel, below.
  const reservationCode = Math.random().toString(36).substring(2, 8).toUpperCase();
  await bookings.create({ reservationCode, email: req.body.email });
  res.json({ reservationCode });
});

app.post('/bookings/cancel', async (req, res) => {
  const booking = await bookings.findOne({ reservationCode: req.body.code });
  await booking.cancel();
  res.end();
});

app.listen(3000);
