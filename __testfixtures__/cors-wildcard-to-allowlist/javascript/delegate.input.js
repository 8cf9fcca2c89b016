const express = require('express');
const cors = require('cors');

const app = express();

const corsDelegate = (req, callback) => {
  callback(null, { origin: true, credentials: true });
};
app.use(cors(corsDelegate));

app.use('/inline', cors((req, callback) => callback(null, { credentials: true })));

// It looks at the origin.
app.use('/checked', cors((req, callback) => {
  const isOurs = ['https://app.example.com'].includes(req.header('Origin'));
  if (isOurs) callback(null, { origin: true });
  else callback(null, { origin: false });
}));
