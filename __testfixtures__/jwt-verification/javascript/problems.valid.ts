import jwt from 'jsonwebtoken';
import { jwtDecode } from 'jwt-decode';

export const user = (token: string) => jwt.decode(token);
export const other = (token: string) => jwtDecode(token);
export const byHand = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64').toString());
export const forever = (id: string) => jwt.sign({ id }, process.env.JWT_SECRET!);
export const always = (token: string) => jwt.verify(token, process.env.JWT_SECRET!, { ignoreExpiration: true, algorithms: ['HS256', 'none'] });
const secret = process.env.JWT_SECRET || 'fallback-secret';
export const withFallback = (token: string) => jwt.verify(token, secret);
