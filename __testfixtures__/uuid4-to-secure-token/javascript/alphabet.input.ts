const CHARS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function generatePassword(length = 12): string {
  const chars = 'abc' + CHARS;
  let result = '';
  for (let i = 0; i < length; i++) {
    result += chars.charAt(Math.floor(Math.random() * chars.length));
  }
  return result;
}

export function generateTempPassword() {
  let password = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 26)];
  password += CHARS[Math.floor(Math.random() * CHARS.length)];
  return password.split('').sort(() => Math.random() - 0.5).join('');
}

export const createToken = () => Array.from({ length: 16 }, () => CHARS[Math.floor(Math.random() * CHARS.length)]).join('');

export function between(min: number, max: number) {
  const pinOtp = Math.floor(Math.random() * (max - min + 1)) + min;
  return pinOtp;
}
