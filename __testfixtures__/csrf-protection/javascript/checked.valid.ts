import csurf from 'csurf';
import { doubleCsrf } from 'csrf-csrf';
import { csrf } from 'hono/csrf';

app.use(csurf({ cookie: true }));
const { doubleCsrfProtection } = doubleCsrf({ getSecret: () => process.env.CSRF_SECRET });
app.use(doubleCsrfProtection);
hono.use(csrf());

export function verifyCsrfToken(req, res, next) {
  const header = req.headers['x-csrf-token'];
  if (!header || header !== req.cookies['csrf-token']) return res.status(403).json({ error: 'CSRF token mismatch' });
  next();
}
