import { createHmac, randomBytes } from 'node:crypto';

export function authorizeUrl(session: Session): string {
  const state = randomBytes(16).toString('hex');
  session.oauthState = state;
  return `https://accounts.example.com/authorize?state=${state}`;
}
