import mongoose from 'mongoose';

export const Invite = mongoose.model('Invite', new mongoose.Schema({
  joinToken: { type: String, maxlength: 12 },
  apiKey: { type: String },
}));

export const make = () => {
  // No more than twelve fit.
  const joinToken = Math.random().toString(36).slice(2, 12);
  const apiKey = Math.random().toString(36).slice(2, 12) + Math.random().toString(36).slice(2, 12);
  return new Invite({ joinToken, apiKey });
};

export function short() {
  const resetToken = Math.random().toString(36).slice(2, 10);
  if (resetToken.length !== 8) return short();
  return { resetToken };
}
