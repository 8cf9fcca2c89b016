const mongoose = require('mongoose');
const { v4: uuidv4 } = require('uuid');
const { randomBytes } = require('crypto');

module.exports = mongoose.model('Device', new mongoose.Schema({
  _id: { type: String, default: uuidv4 },
  accessToken: { type: String, default: () => randomBytes(32).toString('hex') },
  apiKey: { type: String, default: () => randomBytes(32).toString('hex') },
}));
