import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matchItems, UnknownName } from '../../src/checklist/match.ts';
import { parseChecklist } from '../../src/checklist/parse.ts';
import type { ChecklistItem, Match } from '../../src/checklist/types.ts';
import { builtIns } from '../../src/registry.ts';
import { listed } from '../helpers/wishes.ts';

const transforms = await builtIns();

function item(text: string, more: Partial<ChecklistItem> = {}): ChecklistItem {
  return { line: 1, text, heading: '', form: 'checkbox', marks: [], references: [], ...more };
}

function recognised(text: string, more: Partial<ChecklistItem> = {}) {
  return matchItems([item(text, more)], transforms)[0]!;
}

function ids(text: string, more: Partial<ChecklistItem> = {}): string[] {
  return recognised(text, more).transforms.map(({ transform }) => transform);
}

function only(text: string, more: Partial<ChecklistItem> = {}): Match {
  const found = recognised(text, more).transforms;
  expect(found, text).toHaveLength(1);
  return found[0]!;
}

describe('wordings in the READMEs', () => {
  const checks = transforms.filter(({ check }) => check).map(({ id }) => id);
  it.each(checks.flatMap((id) => listed(id, 'Asked for by').map((line) => [id, line] as const)))('%s is asked for by: %s', (id, line) => {
    expect(ids(line)).toContain(id);
  });
  it.each(checks.flatMap((id) => listed(id, 'Not asked for by').map((line) => [id, line] as const)))('%s is not asked for by: %s', (id, line) => {
    expect(ids(line)).not.toContain(id);
  });
});

describe('the transforms that rewrite', () => {
  it.each([
    ['Restrict CORS origins - `backend/main.py:41` - Replace `allow_origins=["*"]` with specific frontend URLs', 'cors-wildcard-to-allowlist'],
    ['CORS restreint', 'cors-wildcard-to-allowlist'],
    ['No console.log statements in production code', 'print-to-logger'],
    ['Replace silent `except Exception: pass` with warning logs.', 'silent-catch-to-warning'],
    ['No exponer stack traces', 'detail-leak-to-generic-error'],
    ['Use secrets.token_urlsafe() instead of uuid4 for tokens', 'uuid4-to-secure-token'],
    ['Rate limiting yapılandırıldı', 'rate-limiting'],
    ['Replace `console.log` with the winston logger', 'print-to-logger'],
    ['Debug prints replaced', 'print-to-logger'],
    ['No bare `except:` clauses', 'silent-catch-to-warning'],
    ['All secrets removed from code', 'hardcoded-secret-to-env'],
    ['SECRET_KEY changed from default', 'hardcoded-secret-to-env'],
    ['Set `SESSION_SECURE_COOKIE=true`', 'secure-cookies'],
    ['Health checks for the database', 'health-endpoint'],
    ['Metrics: `GET /api/metrics`', 'metrics-endpoint'],
    ['Add rate limiting (Tier 1.4)', 'rate-limiting'],
  ])('%s', (text, id) => expect(ids(text)).toEqual([id]));

  it.each([
    'Test CORS from frontend', 'No CORS errors in browser console', 'CORS headers present', 'CORS rules explained', 'Add Vercel production URL to Stack Auth allowed origins',
    '`ALLOWED_ORIGINS` = https://app.example.com', 'No console errors in browser', 'Console logging for containers', 'Generate secret: `node -e "console.log(randomBytes(32))"`',
    'Set env from `.env.example` (`JWT_SECRET`, `CORS_ORIGINS`)', 'CORS and session cookies work from the production frontend', 'Set secure JWT and cookie secrets', 'Add connection pooling for external APIs', 'Rate limiting tuned for production load', 'Ensure `.env` file is not publicly accessible', 'SQL injection attempts blocked',
    'No silent retry loops', 'User-friendly error messages', 'Error handling implemented', 'Generate strong JWT_SECRET (openssl rand -hex 32)', 'Input is validated: uuids',
  ])('is not asked for by: %s', (text) => expect(ids(text)).toEqual([]));

  it('reads neither addresses nor links as wishes', () => {
    expect(ids('Read https://example.com/docs/cors/rate-limit')).toEqual([]);
    expect(ids('[CORS](https://example.com) restricted')).toEqual(['cors-wildcard-to-allowlist']);
  });

  it('finds two in one line', () => {
    expect(ids('Remove remaining debug `print()` logging and replace with structured logs.').sort()).toEqual(['print-to-logger', 'structured-logging']);
    expect(ids('Add Helmet, CORS with allowed origins, and rate limiting (@nestjs/throttler).').sort()).toEqual(['cors-wildcard-to-allowlist', 'rate-limiting', 'security-headers']);
  });
});

describe('what tells wishes from other lines', () => {
  it('verification, infrastructure and values of the platform are no wishes', () => {
    for (const text of ['Verify rate limiting', 'Rate limiting works', 'Check that helmet is on', 'GET /health returns 200', 'API Gateway with rate limiting', '`SENTRY_DSN` = the project key', 'Set `NODE_ENV=production`']) {
      expect(recognised(text), text).toMatchObject({ transforms: [], topic: { advice: expect.stringMatching(/\.$/) as string } });
    }
  });

  it('values that a transform is about are wishes', () => {
    expect(ids('`DEBUG=false`')).toEqual(['debug-mode-to-env']);
    expect(ids('`LOG_LEVEL=info`')).toEqual(['log-level-from-env']);
    expect(ids('`COOKIE_SECURE=true`')).toEqual(['secure-cookies']);
    expect(ids('`JWT_SECRET` – required (throws on missing)')).toEqual(['env-validation']);
  });

  it('what is negated is no wish', () => {
    expect(ids("Don't add rate limiting")).toEqual([]);
    expect(ids('CSRF protection - not needed')).toEqual([]);
  });

  it('headings and parents about infrastructure and tests speak for their items', () => {
    expect(ids('Rate limiting', { heading: 'Deployment > Nginx' })).toEqual([]);
    expect(ids('Rate limiting', { heading: 'Testing' })).toEqual([]);
    expect(ids('Rate limiting', { heading: 'Security' })).toEqual(['rate-limiting']);
    expect(ids('Implement rate limiting', { parent: 'CloudSyncClient HTTP Calls' })).toEqual([]);
  });

  it('short lines belong to what is above them', () => {
    expect(ids('Not using `*` in production', { parent: 'CORS configured' })).toEqual(['cors-wildcard-to-allowlist']);
    expect(only('Not using `*` in production', { heading: 'Security > CORS' })).toMatchObject({ direct: false });
    expect(ids('Not using `*` in production')).toEqual([]);
    const items = [item('Tighten CORS for production.', { line: 3 }), item('Reference: `main.py`.', { line: 4, parent: 'Tighten CORS for production.', parentLine: 3 })];
    expect(matchItems(items, transforms).map((each) => each.transforms.map(({ transform }) => transform))).toEqual([['cors-wildcard-to-allowlist'], ['cors-wildcard-to-allowlist']]);
  });
});

describe('what an item asks beyond the name', () => {
  it.each([
    'Rate limiting implemented', 'Use helmet for security headers', 'Health check endpoint (/health)', 'Add request size limits', 'Error tracking (Sentry, Rollbar, etc.)', 'Graceful shutdown', 'Replace all `print()` calls with a logger', 'No hardcoded secrets',
    'Implement CORS properly', '**Add rate limiting** - `backend/main.py` - Implement rate limiting middleware to prevent abuse', 'Validate all environment variables at startup',
    'Remove hardcoded JWT_SECRET default - use env var only', '`SESSION_COOKIE_SECURE = True`',
  ])('is nothing for a plain wish: %s', (text) => expect(only(text).beyond).toBeUndefined());

  it.each([
    ['Implement rate limiting (100 req/min per IP)', '100 req/min per IP'], ['Add request size limits (1MB max)', '1MB'], ['Implement comprehensive health check endpoint', 'comprehensive'],
    ['Rate limiting on auth endpoints', 'on auth endpoints'], ['Health endpoint with database connectivity', 'with database connectivity'], ['Rate limiting enabled for all endpoints', 'for all endpoints'], ['Nonce-based CSP', 'CSP'], ['Add request size limits per endpoint', 'per endpoint'],
    ['HSTS enabled', 'HSTS'], ['Rate limiting and idempotency', 'idempotency'], ['No hardcoded API keys in frontend code', 'in frontend code'], ['Metrics not exposed', 'not exposed'], ['Database health checks', 'Database'],
    ['Retry logic added to email tasks', 'email tasks'], ['Sentry with release tags', 'with release tags'], ['Token expiration enforced', 'expiration'],
    ['Configure CORS_ORIGIN for production domain', 'CORS_ORIGIN set where it runs'], ['`COOKIE_SECURE=true` in production', 'COOKIE_SECURE set where it runs'], ['CORS: `ALLOWED_ORIGINS` is explicitly set', 'ALLOWED_ORIGINS set where it runs'],
    ['`X-Frame-Options: SAMEORIGIN`', 'X-Frame-Options: SAMEORIGIN'], ['Log level: `warn` in production', 'level: warn'],
  ])('%s: %s', (text, beyond) => expect(recognised(text).transforms[0]).toMatchObject({ beyond }));
  it('is nothing where a level is named for each environment', () => {
    expect(only('Configure log levels per environment - `backend/logging_config.py:40` - Set appropriate log levels (INFO for prod, DEBUG for dev)').beyond).toBeUndefined();
  });
  it('is not asked under a heading of tests, however far above', () => {
    expect(recognised('Rate limiting enforced', { heading: 'Integration Tests > API Endpoints' }).transforms).toEqual([]);
  });

  it('is the front end where it stands under it', () => {
    expect(only('No console.logs in production', { heading: 'Frontend > Code Quality' }).beyond).toBe('Frontend');
  });
});

describe('overrides', () => {
  it('a comment on the item wins over its words', () => {
    expect(ids('CORS', { override: ['rate-limiting', 'request-id'] })).toEqual(['rate-limiting', 'request-id']);
    expect(recognised('CORS', { override: [] })).toEqual({ transforms: [] });
  });

  it('a mapping wins over words, by a part of the text or a glob', () => {
    const mapping = { 'house rule 7': ['print-to-logger'], 'secure *': ['security-headers'], cors: [] };
    const items = ['House rule 7 holds', 'Secure the kettle', 'CORS restricted', 'Rate limiting'].map((text, i) => item(text, { line: i + 1 }));
    expect(matchItems(items, transforms, { mapping }).map((each) => each.transforms.map(({ transform }) => transform))).toEqual([['print-to-logger'], ['security-headers'], [], ['rate-limiting']]);
  });

  it('names the line and the nearest name where there is no such transform', () => {
    expect(() => recognised('CORS', { line: 12, override: ['rate-limit'] })).toThrow(UnknownName);
    expect(() => recognised('CORS', { line: 12, override: ['rate-limit'] })).toThrow(/line 12 .*`rate-limit`.*`rate-limiting`/);
    expect(() => matchItems([item('CORS')], transforms, { mapping: { cors: ['nope'] } })).toThrow(/mapping of `cors`/);
  });
});

describe('checklists of the fixtures', () => {
  it.each(['express-orders', 'fastapi-orders'])('every line of %s is recognised', (name) => {
    const { items } = parseChecklist(readFileSync(join(import.meta.dirname, '../../__testfixtures__/repos', name, 'CHECKLIST.md'), 'utf8'));
    matchItems(items, transforms).forEach((each, i) => expect(each.transforms.length, items[i]!.text).toBeGreaterThan(0));
  });
});

describe('what a line leaves to others', () => {
  it.each([
    'Organized directory structure (src/, tests/, scripts/)', 'Add connection pooling for HTTP client', 'Implement persistent token storage (SQLite)', 'Limit result sizes (prevent huge responses)',
    'Mock Oura API responses', 'Add API versioning', 'Calls an interactive `input()` review in a web request path',
  ])('there is no honest advice for: %s', (text) => expect(recognised(text)).toEqual({ transforms: [] }));

  it('reads some lines only with their heading', () => {
    expect(ids('Sensitive data filtering', { heading: 'Logging' })).toEqual(['log-redaction']);
    expect(ids('Sensitive data filtering', { heading: 'Search' })).toEqual([]);
    expect(ids('DEBUG=True', { heading: 'Never in production' })).toEqual(['debug-mode-to-env']);
  });

  it('takes a defect for more than the thing it is about', () => {
    expect(only('Rate limiting currently covers login').beyond).toBeDefined();
    expect(only('Add rate limiting').beyond).toBeUndefined();
    expect(only('No API keys in repository').beyond).toBeUndefined();
    expect(only('Remove hardcoded JWT_SECRET default - use env var only')).toEqual({ transform: 'hardcoded-secret-to-env', direct: true });
  });
});
