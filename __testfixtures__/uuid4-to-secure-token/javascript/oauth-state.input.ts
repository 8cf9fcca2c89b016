import { randomUUID, createHmac } from 'node:crypto';

export function authorizeUrl(session: Session): string {
  const state = randomUUID();
  session.oauthState = state;
  return `https://accounts.example.com/authorize?state=${state}`;
}
