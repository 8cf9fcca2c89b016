exports.reset = async (user) => {
  const crypto = require('crypto');
  user.resetToken = crypto.randomBytes(16).toString('hex');
  await user.save();
};
