import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const scryptAsync = promisify(scrypt);
export const hashPassword = async (password: string) => scryptAsync(password, randomBytes(16), 64);
