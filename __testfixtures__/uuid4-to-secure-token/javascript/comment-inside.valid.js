// A comment would be lost.
exports.generateOtp = () => Math.floor(/* six digits */ 100000 + Math.random() * 900000);
