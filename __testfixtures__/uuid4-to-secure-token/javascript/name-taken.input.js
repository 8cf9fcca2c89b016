const uuid = require('uuid');

function randomBytes(n) {
  return n;
}

exports.issue = () => {
	const accessToken = uuid.v4();
	return { accessToken, size: randomBytes(4) };
};
