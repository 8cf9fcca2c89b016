import crypto from 'crypto';
import type { Request, Response } from 'express';

export function start(req: Request, res: Response) {
  const sid = crypto.randomBytes(16).toString('hex');
  res.cookie('sid', sid, { httpOnly: true });
  const code = crypto.randomBytes(16).toString('hex');
  res.redirect(`https://app.example.com/callback?code=${code}`);
}
