const express = require('express');
const cors = require('cors');

const app = express();
const known = ['https://app.example.com'];

// What runs after the check runs whatever it says: a safe fix cannot tell what is meant.
app.use(cors({
  origin: (origin, callback) => {
    if (!known.includes(origin)) console.warn(`from ${origin}`);
    callback(null, true);
  },
}));
