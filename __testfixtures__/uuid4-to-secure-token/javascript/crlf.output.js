'use strict';
const { randomBytes } = require('crypto');

const apiKey = randomBytes(16).toString('hex');
module.exports = { apiKey };
