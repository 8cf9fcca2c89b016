// The maintainers have decided.
// checkmod-ignore: uuid4-to-secure-token shown to people
exports.resetToken = () => Math.random().toString(36).slice(2);
// eslint-disable-next-line sonarjs/pseudo-random
exports.otp = () => Math.floor(100000 + Math.random() * 900000);
