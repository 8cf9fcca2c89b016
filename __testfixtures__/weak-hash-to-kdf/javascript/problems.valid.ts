import bcrypt from 'bcrypt';
import crypto, { createHash, pbkdf2Sync } from 'node:crypto';
import CryptoJS from 'crypto-js';
import md5 from 'md5';

export const hash = (password: string) => crypto.createHash('sha256').update(password).digest('hex');
export const salted = (password: string, salt: string) => createHash('sha512').update(salt + password).digest('hex');
export function hashPassword(value: string) {
  return createHash('md5').update(value).digest('hex');
}
export const old = (password: string) => CryptoJS.SHA256(password).toString();
export const older = (user: { password: string }) => md5(user.password);
export const fast = (password: string) => bcrypt.hash(password, 4);
export const few = (password: string, salt: string) => pbkdf2Sync(password, salt, 1000, 64, 'sha512');
export const login = (user: any, password: string) => user.password === password;
