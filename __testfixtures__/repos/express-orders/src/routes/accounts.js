const express = require('express');
const store = require('../store');

const router = express.Router();

router.post('/reset', async (req, res) => {
  const { email } = req.body;
  const resetCode = Math.floor(100000 + Math.random() * 900000).toString();
  await store.rememberReset(email, resetCode);
  console.log('reset for', email, resetCode);
  res.json({ sent: true });
});

module.exports = router;
