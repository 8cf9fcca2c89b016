const { randomUUID, randomBytes } = require('crypto');

exports.createSessionToken = () => randomBytes(16).toString('hex');
exports.requestId = () => randomUUID();
