import { randomUUID } from 'crypto';

export function createApiKey(): string {
  return `sk_${randomUUID()}`;
}
