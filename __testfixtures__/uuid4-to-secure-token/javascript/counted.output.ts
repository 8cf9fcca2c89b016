import mongoose from 'mongoose';
import { randomInt, randomBytes } from 'crypto';

export const Invite = mongoose.model('Invite', new mongoose.Schema({
  joinToken: { type: String, maxlength: 12 },
  apiKey: { type: String },
}));

export const make = () => {
  // No more than twelve fit.
  const joinToken = Array.from({ length: 10 }, () => randomInt(36).toString(36)).join('');
  const apiKey = randomBytes(32).toString('hex');
  return new Invite({ joinToken, apiKey });
};

export function short() {
  const resetToken = Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
  if (resetToken.length !== 8) return short();
  return { resetToken };
}
