const crypto = require('crypto');

const SESSION_COOKIE = 'admin_session';
const sessions = new Map();

function createSession(email) {
  const sessionId = crypto.randomBytes(32).toString('hex');
  sessions.set(sessionId, { email });
  return sessionId;
}

exports.login = (req, res) => {
  const sessionId = createSession(req.body.email);
  res.cookie(SESSION_COOKIE, sessionId, { httpOnly: true });
  res.json({ ok: true });
};
