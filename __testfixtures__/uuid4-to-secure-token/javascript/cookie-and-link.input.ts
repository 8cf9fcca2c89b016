import crypto from 'crypto';
import type { Request, Response } from 'express';

export function start(req: Request, res: Response) {
  const sid = crypto.randomUUID();
  res.cookie('sid', sid, { httpOnly: true });
  const code = crypto.randomUUID();
  res.redirect(`https://app.example.com/callback?code=${code}`);
}
