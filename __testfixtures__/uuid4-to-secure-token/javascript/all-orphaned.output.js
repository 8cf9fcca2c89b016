const express = require('express');
const { randomBytes } = require('crypto');

const router = express.Router();

router.post('/reset', async (req, res) => {
  const resetToken = randomBytes(16).toString('hex');
  await save(req.body.email, resetToken);
  res.json({ ok: true });
});

module.exports = router;
