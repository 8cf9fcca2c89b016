import { describe, expect, it } from 'vitest';
import { compare, type Exact } from '../../src/checklist/exact.ts';

describe('what an item names exactly', () => {
  it.each<[kind: Exact | undefined, item: string, code: string, asked: string | undefined, found?: string]>([
    [undefined, 'Health endpoint at `/healthz`', '`/health` answers health checks', '/healthz', '`/health`'],
    [undefined, 'Add /health endpoint', '`/api/v1/health` answers health checks', '/health', '`/api/v1/health`'],
    [undefined, 'Add /health or /healthz', '`/health` answers health checks', undefined],
    [undefined, 'See src/health.ts for /health', '`/health` answers health checks', undefined],
    ['rate', 'Rate limiting (100 requests per minute)', 'limits every request to 1000 per minute', '100 requests per minute', '`1000 per minute`'],
    ['rate', '100 req/min per IP', 'every route is limited to 100/minute', undefined],
    ['rate', 'Limit logins to 5 attempts per 15 minutes', 'limits `POST /login` only to 5 per 15 minutes', undefined],
    ['rate', 'Limit logins to 5 attempts per 15 minutes', 'limits `POST /login` only to 5 per minute', '5 attempts per 15 minutes', '`5 per minute`'],
    ['rate', '60 requests/minute', 'a limiter of the project limits every request', '60 requests/minute'],
    ['header', '`X-Frame-Options: DENY`', 'sets x-frame-options: SAMEORIGIN, x-content-type-options: nosniff', 'X-Frame-Options: DENY', '`x-frame-options: SAMEORIGIN`'],
    ['header', 'X-Frame-Options set to DENY', 'sets x-frame-options: DENY', undefined],
    ['header', 'Clickjacking protection (DENY)', '`helmet` sets security headers with X-Frame-Options: SAMEORIGIN', 'X-Frame-Options: DENY', '`X-Frame-Options: SAMEORIGIN`'],
    ['header', 'HSTS with max-age=31536000', 'sends Strict-Transport-Security: max-age=300, X-Frame-Options: DENY', 'Strict-Transport-Security: max-age=31536000', '`Strict-Transport-Security: max-age=300`'],
    ['header', 'X-Frame-Options to prevent clickjacking', 'sets x-frame-options: SAMEORIGIN', undefined],
    ['level', 'Log level INFO in production', 'the level comes from `LOG_LEVEL`, `DEBUG` unless it is set', 'INFO', '`DEBUG`'],
    ['level', 'Log level INFO in production', 'the level comes from `LOG_LEVEL`, `INFO` unless it is set', undefined],
    ['level', 'DEBUG in development, INFO in production', 'the level depends on `is_dev`: `INFO` in production', undefined],
    ['level', 'Debug logging disabled in production', 'the level comes from `LOG_LEVEL`, `DEBUG` unless it is set', 'no debug level in production', '`DEBUG`'],
    ['level', 'Log levels (DEBUG, INFO, WARNING) from the environment', 'the level comes from `LOG_LEVEL`, `DEBUG` unless it is set', undefined],
    ['algorithm', 'Passwords hashed with argon2', 'Passwords go through bcrypt', 'argon2', '`bcrypt`'],
    ['algorithm', 'Passwords hashed with bcrypt or argon2', 'Passwords go through bcrypt', undefined],
    ['algorithm', 'Move from bcrypt to argon2id', '`PasswordHasher` hashes slowly (argon2)', undefined],
    ['algorithm', 'JWT signed with RS256', 'The signature of the token is verified (HS256)', 'RS256', '`HS256`'],
  ])('%s: %s', (kind, item, code, asked, found) => {
    expect(compare(item, kind, [code]).difference).toEqual(asked === undefined ? undefined : { asked, ...(found !== undefined && { found }) });
  });
});
