// Node's module is missing in a browser.
export function createToken() {
  const token = Math.random().toString(36).slice(2);
  localStorage.setItem('token', token);
  return token;
}
