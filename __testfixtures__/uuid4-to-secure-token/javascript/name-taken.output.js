const { randomBytes: cryptoRandomBytes } = require('crypto');

function randomBytes(n) {
  return n;
}

exports.issue = () => {
	const accessToken = cryptoRandomBytes(16).toString('hex');
	return { accessToken, size: randomBytes(4) };
};
