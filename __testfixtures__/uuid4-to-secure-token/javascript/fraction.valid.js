// A fraction has no counterpart; a seeded generator repeats on purpose.
exports.makeToken = () => Math.random();
