const express = require('express');

const router = express.Router();

// The pages of shops call it.
function storefrontCors(req, res, next) {
  res.setHeader('Access-Control-Allow-Origin', '*');
  next();
}

router.use(storefrontCors);
module.exports = router;
