const { randomUUID } = require('crypto');

exports.createSessionToken = () => Date.now().toString(36);
exports.requestId = () => randomUUID();
