import jwt from 'jsonwebtoken';
import base64 from 'base-64';

export function verify(token: string) {
  const { header } = jwt.decode(token, { complete: true })!;
  return jwt.verify(token, keys[header.kid!], { algorithms: ['RS256'] });
}
export const sign = (id: string) => jwt.sign({ id }, process.env.JWT_SECRET!, { expiresIn: '15m' });
export const exp = (id: string) => jwt.sign({ id, exp: Date.now() / 1000 + 60 }, process.env.JWT_SECRET!);
export const text = base64.decode(value);
export const version = JSON.parse(atob(cursor.split('.')[1]));
