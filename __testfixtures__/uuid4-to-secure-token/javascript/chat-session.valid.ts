import { randomUUID } from 'crypto';
import type { Request, Response } from 'express';

// The session of a chat; who uses it says a cookie of another name.
export function open(req: Request, res: Response) {
  const user = users.get(req.cookies.access);
  const sessionId = randomUUID();
  chats.set(sessionId, { user });
  res.json({ sessionId });
}

export const live_demo = () => ({ ready: true });
