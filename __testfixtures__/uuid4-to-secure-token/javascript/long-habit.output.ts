import crypto from 'node:crypto';

const invitation = () => crypto.randomBytes(32).toString('hex');

export async function issue(users: Users) {
  const resetToken = crypto.randomBytes(32).toString('hex');
  const shareToken = `sh_${crypto.randomBytes(32).toString('hex')}`;
  await users.update({ invitation: invitation(), resetToken, shareToken });
}

export const make_live_demo = (users: Users) =>
  users.update({ accessToken: crypto.randomBytes(32).toString('hex') });
