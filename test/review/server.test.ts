import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveReview, takePort, type ReviewServer } from '../../src/review/server.ts';
import { fakeReview, fix, type FakeReview } from '../helpers/fake-review.ts';

let page: string;
let session: FakeReview;
let server: ReviewServer;
let bugs: unknown[];
let [port, token] = [0, ''];

beforeEach(async () => {
  page = mkdtempSync(join(tmpdir(), 'checkmod-page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>review</title>');
  writeFileSync(join(page, 'assets/index-Ab12Cd34.js'), 'console.log(1)');
  session = fakeReview([fix('one', 'a.py', 1), fix('two', 'a.py', 2), fix('three', 'b.py', 1)], {
    left: [{ site: 'four', transform: 'marks', path: 'c.py', line: 3, message: 'a word', reason: 'it is to stay', status: 'left', before: 'LEAVE' }],
  });
  bugs = [];
  server = await serveReview(await takePort(0), { session, page, onBug: (error) => bugs.push(error) });
  port = Number(new URL(server.url).port);
  token = new URL(server.url).searchParams.get('token')!;
});

afterEach(async () => {
  await server.close();
  rmSync(page, { recursive: true });
});

interface Asked { readonly method?: string; readonly headers?: { readonly [name: string]: string }; readonly body?: string; readonly bare?: boolean }
interface Got { readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string; json(): any }

/** Exactly these headers, which `fetch` would not send; with the token unless `bare`. */
function ask(path: string, { method = 'GET', headers = {}, body, bare = false }: Asked = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: '127.0.0.1', path, method, agent: false, headers: { ...(!bare && { authorization: `Bearer ${token}` }), ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text, json: () => JSON.parse(text) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const put = (body: unknown, headers = {}) => ask('/api/decisions', { method: 'PUT', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** One problem on one line, and nothing of the session asked. */
function expectRefused(got: Got, status: number): void {
  expect({ status: got.status, text: got.text }).toMatchObject({ status });
  expect(Object.keys(got.json())).toEqual(['error']);
  expect(got.json().error).toMatch(/^[^\n]+$/);
  expect(session.asked).toEqual([]);
}

describe('who may ask', () => {
  it.each(['/', '/api/state', '/api/events', '/assets/index-Ab12Cd34.js', '/nowhere'])('nobody without the token: %s', async (path) => {
    expectRefused(await ask(path, { bare: true }), 401);
  });
  it.each([
    ['a wrong token', { authorization: 'Bearer nope' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic bm9wZQ==' }],
    ['a wrong cookie', { cookie: 'checkmod=nope' }],
  ])('%s', async (_, headers) => {
    expectRefused(await ask('/api/state', { bare: true, headers }), 401);
  });
  it('a wrong token in the address', async () => {
    const got = await ask('/?token=nope', { bare: true });
    expectRefused(got, 401);
    expect(got.headers['set-cookie']).toBeUndefined();
  });
  it('each run has a token of its own, 32 bytes long', async () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const other = await serveReview(await takePort(0), { session, page, onBug: () => {} });
    expect(new URL(other.url).searchParams.get('token')).not.toBe(token);
    await other.close();
  });
  it.each(['evil.example', 'evil.example:1', 'localhost.evil.example', '127.0.0.1.evil.example', '127.0.0.2', '0.0.0.0', '[::2]', 'localhost:80:80'])('a wrong Host: %j', async (host) => {
    const { status } = await ask('/api/state', { headers: { host } });
    expect([400, 403]).toContain(status);
  });
  it.each(['localhost', 'localhost:4000', 'LOCALHOST:4000', '127.0.0.1:9', '[::1]:4000'])('a forwarded port: %s', async (host) => {
    expect((await ask('/api/state', { headers: { host } })).status).toBe(200);
    expect((await ask('/api/state', { headers: { host, origin: `http://${host}` } })).status).toBe(200);
  });
  it.each(['https://evil.example', 'http://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1', 'file://'])('another origin: %s', async (origin) => {
    expectRefused(await put({ site: 'one', decision: 'accepted' }, { origin }), 403);
    expectRefused(await ask('/api/state', { headers: { origin } }), 403);
  });
  it.each(['cross-site', 'same-site'])('another page, as the browser says: %s', async (site) => {
    expectRefused(await ask('/api/state', { headers: { 'sec-fetch-site': site } }), 403);
    expectRefused(await put({ site: 'one', decision: 'accepted' }, { 'sec-fetch-site': site }), 403);
  });
  it.each(['same-origin', 'none'])('its own page, and whoever types the address: %s', async (site) => {
    expect((await ask('/', { headers: { 'sec-fetch-site': site } })).status).toBe(200);
  });
});

describe('the way in', () => {
  it('gives a cookie that no script and no other site gets, and leads to the page', async () => {
    const got = await ask(`/?token=${token}`, { bare: true });
    expect(got).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });
    const [cookie] = got.headers['set-cookie']!;
    expect(cookie).toBe(`checkmod-${port}=${token}; Path=/; HttpOnly; SameSite=Strict`);
    await server.entered;
    expect((await ask('/api/state', { bare: true, headers: { cookie: cookie!.split(';')[0]! } })).status).toBe(200);
  });
  it('leads on by itself where a redirect would lose the cookie: from the file that opens the browser', async () => {
    const got = await ask(`/?token=${token}`, { bare: true, headers: { 'sec-fetch-site': 'cross-site' } });
    expect(got.status).toBe(200);
    expect(got.text).toContain('http-equiv="refresh" content="0;url=/"');
    expect(got.text).not.toContain(token);
    expect(got.headers['set-cookie']).toHaveLength(1);
  });
  it('names the cookie by the port that the browser sees', async () => {
    const { headers } = await ask(`/?token=${token}`, { bare: true, headers: { host: 'localhost:4000' } });
    expect(headers['set-cookie']![0]).toMatch(/^checkmod-4000=/);
  });
});

describe('headers', () => {
  it.each([['/', 200], ['/api/state', 200], ['/nowhere', 404]])('%s', async (path, status) => {
    expect(await ask(path)).toMatchObject({ status, headers: {
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
    } });
  });
  it('refusals have them too', async () => {
    expect((await ask('/', { bare: true })).headers['content-security-policy']).toMatch(/^default-src 'none'/);
  });
});

describe('the page', () => {
  it('is served with its assets, which may be kept', async () => {
    expect(await ask('/')).toMatchObject({ status: 200, text: '<!doctype html><title>review</title>', headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(await ask('/assets/index-Ab12Cd34.js')).toMatchObject({ status: 200, text: 'console.log(1)', headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'private, max-age=31536000, immutable' } });
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
  it.each(['/../package.json', '/assets/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc%2fpasswd', '/assets', '//etc/passwd', '/index.html%00.js'])('nothing else is: %s', async (path) => {
    expectRefused(await ask(path), 404);
  });
  it('an address that is none', async () => {
    expect(await ask('/assets/..\\..\\x')).toMatchObject({ status: 400, text: '' });
  });
  it('that is not built is said', async () => {
    const bare = await serveReview(await takePort(0), { session, page: join(page, 'nope'), onBug: () => {} });
    const answer = await fetch(new URL('/', bare.url), { headers: { authorization: `Bearer ${new URL(bare.url).searchParams.get('token')}` } });
    expect([answer.status, await answer.json()]).toEqual([404, { error: expect.stringContaining('npm run build') }]);
    await bare.close();
  });
});

describe('the protocol', () => {
  it('state, file, patch', async () => {
    expect((await ask('/api/state')).json()).toEqual(session.state());
    expect((await ask('/api/file?path=a.py')).json()).toMatchObject({ path: 'a.py', before: 'FIX\nFIX\n' });
    expect(await ask('/api/patch')).toMatchObject({ text: 'diff --git a/a.py b/a.py\n', headers: { 'content-disposition': 'attachment; filename="checkmod.patch"' } });
  });
  it.each(['', '?path=', '?path=nope.py', '?path=../a.py', '?path=/etc/passwd', '?path=..%2F..%2Fetc%2Fpasswd'])('no file but those of the review: %j', async (query) => {
    expectRefused(await ask(`/api/file${query}`), 404);
  });
  it('takes a decision, from a script without a content type too', async () => {
    const got = await put({ site: 'one', decision: 'rejected', reason: 'not here' });
    expect(got).toMatchObject({ status: 200 });
    expect(got.json()).toMatchObject({ version: 2, changed: [{ site: 'one', decision: 'rejected', reason: 'not here' }] });
    expect((await ask('/api/decisions')).json().decisions).toEqual([{ site: 'one', decision: 'rejected' }]);
  });
  it('takes many, and undoes them in one step', async () => {
    expect((await ask('/api/decisions', { method: 'POST', body: JSON.stringify({ sites: ['one', 'two'], decision: 'accepted' }) })).json().changed).toHaveLength(2);
    expect((await ask('/api/undo', { method: 'POST' })).json().changed).toHaveLength(2);
    expect(await ask('/api/undo', { method: 'POST' })).toMatchObject({ status: 409, text: '{"error":"there is nothing to undo"}' });
  });
  it('applies', async () => {
    expect(await ask('/api/apply', { method: 'POST' })).toMatchObject({ status: 409, text: '{"error":"nothing is accepted"}' });
    await put({ site: 'one', decision: 'accepted' });
    expect((await ask('/api/apply', { method: 'POST', body: '{"tick":true}' })).json()).toMatchObject({ written: ['a.py'] });
    expect(session.asked.at(-1)).toEqual({ apply: { tick: true } });
  });
  it('a text that breaks the file is refused with the words of the parser', async () => {
    expect((await put({ site: 'one', decision: 'accepted', text: 'f(' }))).toMatchObject({ status: 400, text: expect.stringContaining('expected `)`') });
  });
  it('opens no place that the review does not hold', async () => {
    for (const path of ['../a.py', '/etc/passwd', 'nope.py']) expectRefused(await ask('/api/open', { method: 'POST', body: JSON.stringify({ path, line: 1 }) }), 404);
    expect((await ask('/api/open', { method: 'POST', body: JSON.stringify({ path: 'c.py', line: 1 }) })).json()).toEqual({ opened: false });
  });
  it.each([
    ['no JSON', '{', /is not JSON/],
    ['no object', '[]', /body/],
    ['nothing', '', /`site`/],
    ['null', 'null', /body/],
    ['an unknown key', { site: 'one', decision: 'accepted', sight: 1 }, /sight/],
    ['a wrong type', { site: 1, decision: 'accepted' }, /`site`.*string/],
    ['a wrong decision', { site: 'one', decision: 'maybe' }, /`decision`.*accepted/],
    ['a reason that is none', { site: 'one', decision: 'rejected', reason: null }, /`reason`/],
    ['an ignore that does not go with it', { site: 'one', decision: 'accepted', ignore: true }, /`ignore`/],
    ['an ignore that is false', { site: 'one', decision: 'rejected', ignore: false }, /`ignore`/],
    ['a text that does not go with it', { site: 'one', decision: 'rejected', text: 'x' }, /`text`/],
  ])('refuses a body with %s', async (_, body, problem) => {
    const got = await put(body);
    expectRefused(got, 400);
    expect(got.json().error).toMatch(problem);
  });
  it.each([['/api/decisions', '{"sites":[],"decision":"accepted"}'], ['/api/apply', '{"tick":1}'], ['/api/open', '{"path":"a.py","line":0}'], ['/api/open', '{"path":"a.py","line":1.5}'], ['/api/undo', '{"x":1}'], ['/api/done', '[1]']])('refuses %s of %s', async (path, body) => {
    expectRefused(await ask(path, { method: 'POST', body }), 400);
  });
  it('an unknown site', async () => {
    expect(await put({ site: 'nope', decision: 'accepted' })).toMatchObject({ status: 400, text: '{"error":"there is no fix nope"}' });
  });
  it.each([{}, { 'transfer-encoding': 'chunked' }])('refuses a body that is too large: %j', async (headers) => {
    expectRefused(await put(JSON.stringify({ site: 'one', decision: 'accepted', reason: 'x'.repeat(3 * 1024 * 1024) }), headers), 413);
    expect((await ask('/api/state')).status).toBe(200);
  });
  it('takes a body in pieces', async () => {
    expect((await put({ site: 'one', decision: 'accepted' }, { 'transfer-encoding': 'chunked' })).status).toBe(200);
  });
  it.each([['/api/state', 'POST', 'GET'], ['/api/decisions', 'DELETE', 'GET, PUT, POST'], ['/api/events', 'HEAD', 'GET'], ['/api/done', 'GET', 'POST'], ['/', 'POST', 'GET, HEAD']])('%s has no %s', async (path, method, allow) => {
    expect(await ask(path, { method })).toMatchObject({ status: 405, headers: { allow } });
  });
  it.each(['/api', '/api/', '/api/nope', '/api/state/', '/API/state'])('there is no %s', async (path) => {
    expectRefused(await ask(path), 404);
  });
  it('an error that is nobody\'s mistake is told on both sides', async () => {
    session.patch = () => Promise.reject(new Error('broken\nhere'));
    expect(await ask('/api/patch')).toMatchObject({ status: 500, text: '{"error":"this is a bug in checkmod: broken here"}' });
    expect(bugs).toHaveLength(1);
  });
});

/** Listens to the events; gives what came, and a way to wait for more. */
async function listen() {
  const abort = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/api/events`, { headers: { authorization: `Bearer ${token}` }, signal: abort.signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    headers: answer.headers, abort: () => abort.abort(),
    async until(wanted: string): Promise<void> {
      while (!text.includes(wanted)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended after ${text}`);
        text += value;
      }
    },
    async ended(): Promise<void> {
      while (!(await reader.read()).done);
    },
  };
}

describe('events', () => {
  it('reach every client, and those that come later', async () => {
    const [one, two] = [await listen(), await listen()];
    expect(one.headers.get('content-type')).toBe('text/event-stream');
    expect(one.headers.get('cache-control')).toBe('no-store');
    for (const each of [one, two]) await each.until('event: state\ndata: {"version":1}\n\n');
    await put({ site: 'one', decision: 'accepted' });
    for (const each of [one, two]) await each.until('data: {"version":2}');
    one.abort();
    await put({ site: 'two', decision: 'accepted' });
    await two.until('data: {"version":3}');
    await (await listen()).until('data: {"version":3}');
  });
});

describe('the end', () => {
  it('comes with done, which is answered first; listeners are let go', async () => {
    const events = await listen();
    await events.until('"version":1');
    expect(await ask('/api/done', { method: 'POST' })).toMatchObject({ status: 204, text: '' });
    await server.done;
    await Promise.all([server.close(), events.ended()]);
    await expect(ask('/api/state')).rejects.toThrow('ECONNREFUSED');
  });
  it('does not wait for connections that ask nothing', async () => {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const started = Date.now();
    await server.close();
    expect(Date.now() - started).toBeLessThan(2000);
  });
  it('waits for a request under way', async () => {
    let go = () => {};
    session.patch = () => new Promise((resolve) => { go = () => resolve('late'); });
    const patch = ask('/api/patch');
    await expect.poll(() => String(go)).toContain('resolve');
    const closed = server.close();
    go();
    expect((await patch).text).toBe('late');
    await closed;
  });
  it('a client that dies in the middle harms nobody', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`PUT /api/decisions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Length: 100\r\n\r\n{"site":`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    expect((await put({ site: 'one', decision: 'accepted' })).status).toBe(200);
    expect(session.asked).toHaveLength(1);
  });
  it('a port that is taken is said', async () => {
    await expect(takePort(port)).rejects.toThrow(`port ${port} cannot be had (EADDRINUSE); name another with --port`);
  });
});
