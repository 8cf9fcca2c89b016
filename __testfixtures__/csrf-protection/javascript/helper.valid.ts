export function validateCsrf(req) {
  const token = req.get('x-csrf-token');
  return token === req.cookies.csrf;
}
