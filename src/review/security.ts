import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HonoRequest, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { refusal } from './problem.ts';

/*
 * Whoever reaches the port is somebody else until shown otherwise: another page in the same browser, a name that points
 * here (DNS rebinding), another user of the machine. A request needs the run's token, and a browser's must come from the
 * page itself.
 */

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?$/i;

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "connect-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** The secret of one run. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Puts the headers on every answer, refusals too. Only what the page is made of may be kept. */
export const headers: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  if (c.req.path.startsWith('/api/') || !c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};

/** Lets through what is addressed to this machine by a name that no other page can have, and comes from no other page. */
export const onlyLocal: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!LOCAL_HOST.test(host)) return refusal(c, 403, 'this server answers under localhost and 127.0.0.1 only');
  const origin = c.req.header('origin');
  // A forwarded port may have another number or come by https; the browser then says the same in both headers.
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return refusal(c, 403, 'requests of other pages are refused');
  // The way in carries its own proof, and may be entered from the file that opens the browser.
  if (!['none', 'same-origin'].includes(c.req.header('sec-fetch-site') ?? 'none') && !isWayIn(c.req)) return refusal(c, 403, 'requests of other pages are refused');
  return next();
};

/** Lets through what carries the token: in the cookie of the page, or as `Authorization: Bearer`. */
export function onlyWith(token: string, onEnter: () => void): MiddlewareHandler {
  return async (c, next) => {
    if (isWayIn(c.req)) {
      if (!isSame(c.req.query('token')!, token)) return refusal(c, 401, 'the token is not that of this review; open the address that checkmod printed');
      onEnter();
      setCookie(c, cookieName(c.req.header('host')!), token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return c.req.header('sec-fetch-site') === 'cross-site' ? c.html(GO_ON) : c.redirect('/', 303);
    }
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const given = bearer ?? getCookie(c, cookieName(c.req.header('host')!));
    if (given === undefined || !isSame(given, token)) return refusal(c, 401, 'open the address that checkmod printed, or send its token as `Authorization: Bearer …`');
    return next();
  };
}

/** A redirect would go on in the name of the file the browser came from, without the cookie; this page goes by itself. */
const GO_ON = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>checkmod</title>';

function isWayIn(request: HonoRequest): boolean {
  return request.method === 'GET' && request.path === '/' && request.query('token') !== undefined;
}

/** Cookies know no ports, so two reviews in one browser would take each other's. */
function cookieName(host: string): string {
  return `checkmod-${LOCAL_HOST.exec(host)?.[1] ?? '80'}`;
}

/** Takes the same time wherever two texts differ. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
