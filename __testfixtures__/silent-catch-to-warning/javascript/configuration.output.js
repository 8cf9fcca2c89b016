const logger = require('./logger');

function loadSettings() {
  try {
    return JSON.parse(fs.readFileSync(configPath, 'utf8'));
  } catch (err) {
    logger.warn(
      'loadSettings: fs.readFileSync or JSON.parse failed, returning an empty object',
      err,
    );
    return {};
  }
}

function rate(table, currency) {
  if (Object.hasOwn(table, currency)) {
    try {
      return table[currency].rates[0].value;
    } catch (err) {
      logger.warn('rate failed, returning null', err);
      return null;
    }
  }
}

async function leaves() {
  try {
    const Leave = require('./models/leave');
    return Leave;
  } catch (err) {
    logger.warn('leaves: import of ./models/leave failed, returning null', err);
    return null;
  }
}

async function pictures() {
  try {
    return require('sharp');
  } catch {
    return null;
  }
}
