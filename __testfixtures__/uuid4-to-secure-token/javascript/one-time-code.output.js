const crypto = require('crypto');

exports.generateOtp = () => crypto.randomInt(100000, 1000000).toString();

exports.forgot = async (req, res) => {
  const resetCode = crypto.randomInt(100000, 1000000);
  const otp = crypto.randomInt(1000, 10000);
  const verificationCode = String(crypto.randomInt(1_000_000)).padStart(6, '0');
  const smsCode = crypto.randomInt(10000);
  const authCode = crypto.randomInt(1, 1000000);
  const loginCode = crypto.randomInt(100000, 1000000);
  const mfaCode = crypto.randomInt(900000);
  await mail(req.body.email, { resetCode, otp, verificationCode, smsCode, authCode, loginCode, mfaCode });
};
