import crypto, { randomUUID } from 'node:crypto';

const invitation = () => crypto.randomBytes(32).toString('hex');

export async function issue(users: Users) {
  const resetToken = randomUUID();
  const shareToken = `sh_${randomUUID().replace(/-/g, '')}`;
  await users.update({ invitation: invitation(), resetToken, shareToken });
}

export const make_live_demo = (users: Users) => users.update({ accessToken: randomUUID() });
