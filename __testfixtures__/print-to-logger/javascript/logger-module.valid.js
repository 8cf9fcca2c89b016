// The logger itself must not log through itself.
const info = (text) => console.log(`[info] ${text}`);
const error = (text, err) => console.error(`[error] ${text}`, err);

module.exports = { info, error };
