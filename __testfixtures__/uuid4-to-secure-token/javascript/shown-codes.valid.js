const express = require('express');
const app = express();

// Nothing here is found by it.
app.post('/bookings', async (req, res) => {
  const bookingCode = Math.random().toString(36).substring(2, 8).toUpperCase();
  await bookings.create({ bookingCode });
  res.json({ bookingCode });
});

// A text that names a code for everybody.
app.post('/promo', (req, res) => {
  const code = Math.floor(Math.random() * 9000) + 1000;
  mail(req.user, `Your discount is waiting: use SPRING-${code}`);
  const lamp = { ledPin: Math.floor(Math.random() * 40), pinned: Math.random() > 0.5 };
  res.json(lamp);
});

// Only asked whether it is free.
async function isTaken(orderNumber) {
  return bookings.findOne({ confirmationCode: orderNumber });
}

app.post('/orders', async (req, res) => {
  const confirmationCode = Math.random().toString(36).slice(2, 8);
  if (!(await isTaken(confirmationCode))) await bookings.create({ confirmationCode });
  res.end();
});

// A mark of who holds a lock, in a table of its own.
async function work(db) {
  const token = Math.random().toString(36).slice(2);
  await db.query('INSERT INTO job_locks (name, token) VALUES ($1, $2)', ['mail', token]);
}

app.listen(3000);
