// The logger loads this file.
console.log('configuration loaded');

module.exports = { port: 3000 };
