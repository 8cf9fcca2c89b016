// Ids, keys, jitter, samples, colours, locks, made-up values and what is enough already.
import { randomUUID, randomBytes } from 'crypto';
import { nanoid } from 'nanoid';
import { v4 as uuidv4 } from 'uuid';

export const id = uuidv4();
export const tokenId = randomUUID();
export const accessTokenId = randomUUID();
export const requestId = randomUUID();
export const storageKey = `uploads/${randomUUID()}.png`;
export const cacheKey = uuidv4();
export const idempotencyKey = randomUUID();
export const jti = randomUUID();
export const nonce = randomUUID();
export const txHash = '0x' + Math.random().toString(16).slice(2);
export const apiKey = nanoid(40);
export const rawToken = randomUUID() + randomUUID();
export const color = `#${Math.floor(Math.random() * 16777215).toString(16)}`;
export const delay = 100 + Math.random() * 50;
export const pick = <T>(items: T[]) => items[Math.floor(Math.random() * items.length)];
export const ticketCode = `T-${Math.floor(Math.random() * 9000) + 1000}`;
export const mockToken = 'mock_access_token_' + Math.random().toString(36);
export const totalTokens = Math.floor(Math.random() * 1000);
export const resetToken = randomBytes(32).toString('hex');
export const isSampled = Math.random() < 0.1;
export const tokenIssuedAt = Date.now();

export async function acquireLock(redis: Redis) {
  const token = uuidv4();
  await redis.set('lock:x', token, 'NX');
  return token;
}

export function generateUuid() {
  return uuidv4();
}
