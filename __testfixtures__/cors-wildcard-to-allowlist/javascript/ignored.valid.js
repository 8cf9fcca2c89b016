// The maintainers have decided.
const cors = require('cors');

// checkmod-ignore: cors-wildcard-to-allowlist public widget
module.exports = cors({ origin: '*' });
