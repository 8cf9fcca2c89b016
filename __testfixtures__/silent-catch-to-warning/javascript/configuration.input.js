function loadSettings() {
  try {
    return JSON.parse(fs.readFileSync(configPath, 'utf8'));
  } catch {
    return {};
  }
}

function rate(table, currency) {
  if (Object.hasOwn(table, currency)) {
    try {
      return table[currency].rates[0].value;
    } catch {
      return null;
    }
  }
}

async function leaves() {
  try {
    const Leave = require('./models/leave');
    return Leave;
  } catch {
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
