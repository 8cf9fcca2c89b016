import crypto from 'node:crypto';

export const issue = (user: User) => ({
  accessToken: crypto.randomBytes(32).toString('base64url'),
  refreshToken: `rt_${crypto.randomBytes(32).toString('base64url')}`,
  userId: crypto.randomUUID(),
});
