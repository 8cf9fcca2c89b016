const { v4: uuidv4 } = require('uuid');
const express = require('express');

const router = express.Router();

router.post('/reset', async (req, res) => {
  const resetToken = uuidv4();
  await save(req.body.email, resetToken);
  res.json({ ok: true });
});

module.exports = router;
