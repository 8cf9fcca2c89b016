import crypto from 'node:crypto';

export const issue = (user: User) => ({
  accessToken: crypto.randomBytes(16).toString('hex'),
  refreshToken: `rt_${crypto.randomBytes(16).toString('hex')}`,
  userId: crypto.randomUUID(),
});
