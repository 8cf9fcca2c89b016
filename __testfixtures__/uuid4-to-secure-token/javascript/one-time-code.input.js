const crypto = require('crypto');

exports.generateOtp = () => Math.floor(100000 + Math.random() * 900000).toString();

exports.forgot = async (req, res) => {
  const resetCode = Math.floor(Math.random() * 900000) + 100000;
  const otp = Math.floor(1000 + Math.random() * 9000);
  const verificationCode = String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0');
  const smsCode = Math.round(Math.random() * 9999);
  const authCode = Math.ceil(Math.random() * 999999);
  const loginCode = (Math.random() * 900000 + 100000) | 0;
  const mfaCode = ~~(Math.random() * 9e5);
  await mail(req.body.email, { resetCode, otp, verificationCode, smsCode, authCode, loginCode, mfaCode });
};
