import { randomBytes } from 'crypto';
import type { Request, Response } from 'express';

/** What it makes is set as a cookie by a method of its own. */
export class Sessions {
  create(res: Response, user: string) {
    const sessionId = randomBytes(16).toString('hex');
    this.store.set(sessionId, user);
    this.remember(res, sessionId);
  }

  remember(res: Response, id: string) {
    res.cookie('sid', id, { httpOnly: true });
  }
}

export class Desk {
  open(user: string) {
    const sessionId = randomBytes(16).toString('hex');
    this.store.set(sessionId, user);
    return sessionId;
  }

  of(req: Request) {
    return this.store.get(req.cookies.sessionId);
  }
}

const createSession = (user: string) => {
  const sid = randomBytes(16).toString('hex');
  sessions.set(sid, user);
  return sid;
};

export function login(req: Request, res: Response) {
  const session = createSession(req.body.user);
  res.setHeader('Set-Cookie', `sid=${session}; HttpOnly`);
}
