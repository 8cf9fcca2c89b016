exports.reset = async (user) => {
  const crypto = require('crypto');
  user.resetToken = crypto.randomUUID();
  await user.save();
};
