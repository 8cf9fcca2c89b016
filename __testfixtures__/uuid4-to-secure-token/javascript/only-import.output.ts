import { randomBytes } from 'crypto';

export function createApiKey(): string {
  return `sk_${randomBytes(16).toString('hex')}`;
}
