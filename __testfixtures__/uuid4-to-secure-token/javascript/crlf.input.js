'use strict';
const { v4 } = require('uuid');

const apiKey = v4();
module.exports = { apiKey };
