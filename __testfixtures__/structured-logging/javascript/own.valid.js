function log(level, message, details) {
  console.log(JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...details }));
}

exports.info = (message, details) => log('info', message, details);
