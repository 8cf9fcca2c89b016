// Layers that let by what they should look at: a user whom nothing has looked up, a header that the sender may leave out.
const CSRF_HEADER = 'x-csrf-token';

export const verifyCsrfToken = (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  if (!req.user) {
    return next();
  }
  const header = req.headers['x-csrf-token'];
  if (header !== req.cookies['csrf-token']) throw new ForbiddenError('CSRF token mismatch');
  next();
};

export function csrfGuard(req, res, next) {
  const sent = req.get('x-csrf-token');
  if (SAFE.has(req.method) || !sent) return next();
  if (sent !== req.cookies['csrf-token']) return res.status(403).json({ error: 'CSRF token mismatch' });
  return next();
}

export function csrfOfSessions(req, res, next) {
  if (req.session) {
    const sent = req.get('x-csrf-token');
    if (sent !== req.session.csrf) return res.status(403).json({ error: 'CSRF token mismatch' });
  }
  next();
}

// Without the cookie that logs in, or with a token that no browser adds by itself, there is nothing to forge.
export function csrfOfCookies(req, res, next) {
  if (!req.cookies.session || req.headers.authorization?.startsWith('Bearer ')) return next();
  const sent = req.get('x-csrf-token');
  if (!sent || sent !== req.cookies['csrf-token']) return res.status(403).json({ error: 'CSRF token mismatch' });
  next();
}
