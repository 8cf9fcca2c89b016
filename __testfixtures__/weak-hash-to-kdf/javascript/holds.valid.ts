import bcrypt from 'bcryptjs';
import { createHash, createHmac } from 'node:crypto';

export const hash = (password: string) => bcrypt.hash(password, 12);
export const etag = (body: string) => createHash('sha1').update(body).digest('hex');
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
export const signature = (payload: string) => createHmac('sha256', process.env.SECRET!).update(payload).digest('hex');
export const same = (password: string, confirmPassword: string) => password === confirmPassword;
export const basic = (username: string, password: string) => createHash('sha256').update(`${username}:${password}`).digest('hex');
