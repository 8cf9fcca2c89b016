import crypto from 'node:crypto';

export const issue = (user: User) => ({
  accessToken: crypto.randomUUID(),
  refreshToken: `rt_${crypto.randomUUID()}`,
  userId: crypto.randomUUID(),
});
