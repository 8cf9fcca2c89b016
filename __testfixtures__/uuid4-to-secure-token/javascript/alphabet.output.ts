import { randomInt } from 'crypto';

const CHARS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function generatePassword(length = 12): string {
  const chars = 'abc' + CHARS;
  let result = '';
  for (let i = 0; i < length; i++) {
    result += chars.charAt(randomInt(chars.length));
  }
  return result;
}

export function generateTempPassword() {
  let password = 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)];
  password += CHARS[randomInt(CHARS.length)];
  return password.split('').sort(() => randomInt(2) - 0.5).join('');
}

export const createToken = () => Array.from({ length: 16 }, () => CHARS[randomInt(CHARS.length)]).join('');

export function between(min: number, max: number) {
  const pinOtp = randomInt(max - min + 1) + min;
  return pinOtp;
}
