const logger = require('bunyan').createLogger({ name: 'api' });

// Without serializers an error under a key is written without its text.
function drop(file) {
  try {
    file.remove();
  } catch (err) {
    logger.warn(err, 'drop: file.remove failed');
  }
}

module.exports = { drop };
