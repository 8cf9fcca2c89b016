const mongoose = require('mongoose');
const { v4: uuidv4 } = require('uuid');

module.exports = mongoose.model('Device', new mongoose.Schema({
  _id: { type: String, default: uuidv4 },
  accessToken: { type: String, default: uuidv4 },
  apiKey: { type: String, default: () => uuidv4() },
}));
