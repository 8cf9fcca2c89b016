import { describe, expect, it } from 'vitest';
import { failureText } from '../../../src/languages/javascript/describe.ts';
import { handlersOf } from '../../../src/languages/javascript/handlers.ts';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';

/** What the message of the first handler of a text says. */
function messageOf(text: string, path = 'a.ts'): string {
  const doc = parseJavaScript(text, path);
  return failureText(doc, handlersOf(doc)[0]!);
}

/** A `try` inside a function with something in front of it, so that it is not all the function does. */
const guarded = (body: string) => `async function save(user) { start(); try { ${body} } catch {} }`;

describe('what failed', () => {
  it.each([
    ['a call on something', 'await cache.set(user.id, user);', 'save: cache.set failed'],
    ['a plain function', 'publish(user);', 'save: publish failed'],
    ['`this` goes without saying', 'await this.mailer.send(user);', 'save: mailer.send failed'],
    ['optional chains', 'await this.mailer?.send?.(user);', 'save: mailer.send failed'],
    ['two calls', 'await a.read(user); await b.write(user);', 'save: a.read or b.write failed'],
    ['more calls', 'one(); two(); three();', 'save failed'],
    ['a call twice', 'await a.read(1); await a.read(2);', 'save: a.read failed'],
    ['a call in the arguments of another', 'await db.insert(build(user));', 'save: db.insert failed'],
    ['what is waited for in the arguments of another', 'await db.insert(await build(user));', 'save: db.insert failed'],
    ['a parse in the arguments of another', 'use(JSON.parse(user));', 'save: use or JSON.parse failed'],
    ['a chain', 'await db.select().from(users).where(user);', 'save: db.select failed'],
    ['a method of what a call gives', 'await getStripe().customers.retrieve(user);', 'save: getStripe().customers.retrieve failed'],
    ['steps of a promise', 'await fetch(user.url).then((r) => r.json());', 'save: fetch failed'],
    ['what is made', 'socket = new WebSocket(user.url);', 'save: new WebSocket failed'],
    ['an action rather than what is made', 'new Client(user).connect();', 'save: Client().connect failed'],
    ['a query in a template', 'await sql`DELETE FROM users`;', 'save: a query failed'],
    ['an import', "tool = require('tool');", 'save: import of tool failed'],
    ['another import', "const { a } = await import('./a.js');", 'save: import of ./a.js failed'],
    ['a lookup in a map says nothing', 'names.get(user); await store.load(user);', 'save: store.load failed'],
    ['a lookup that is waited for does', 'await names.get(user);', 'save: names.get failed'],
    ['a request', 'await axios.get(user.url);', 'save: axios.get failed'],
    ['logging is not what was tried', "logger.info('saving'); console.log(user); await store.load(user);", 'save: store.load failed'],
    ['nor is the answer', 'await store.load(user); res.status(200).json(user);', 'save: store.load failed'],
    ['the body of an answer', 'await response.json();', 'save: reading the body of response failed'],
    ['callbacks only', 'users.forEach((each) => send(each));', 'save: send failed'],
    ['an assignment', 'user.name = user.given + user.family;', 'save: assigning to user.name failed'],
    ['awaiting', 'await user.ready;', 'save: awaiting user.ready failed'],
    ['nothing with a name', 'user.a + user.b;', 'save failed'],
  ])('%s', (_, body, text) => expect(messageOf(guarded(body))).toBe(text));

  it('is never longer than a log line should be', () => {
    const long = (name: string) => `${name}${'ButMuchLonger'.repeat(3)}`;
    expect(messageOf(guarded(`${long('first')}(); ${long('second')}();`))).toBe('save failed');
    expect(messageOf(`async function ${long('save')}() { start(); try { await ${long('store')}.${long('load')}(); } catch {} }`).length).toBeLessThanOrEqual(90);
  });

  it('never shows a value', () => {
    expect(messageOf(guarded("await login('admin', 'hunter2', `${user.password}`);"))).toBe('save: login failed');
    expect(messageOf(guarded("connect('redis://:hunter2@host');"))).toBe('save: connect failed');
  });
});

describe('where it failed', () => {
  const body = 'start(); await a().catch(() => {});';
  it.each([
    ['a method', `class Store { async saveAll() { ${body} } }`, 'saveAll: a failed'],
    ['a method with a plain name', `class Store { async save() { ${body} } }`, 'Store.save: a failed'],
    ['a constructor', 'class Store { constructor() { this.load().catch(() => {}); } }', 'Store: load failed'],
    ['a property of a class', `class Store { save = async () => { ${body} } }`, 'Store.save: a failed'],
    ['an arrow function', `const save = async () => { ${body} };`, 'save: a failed'],
    ['a private member', 'class Store { #queue = []; async saveAll() { start(); await this.#queue.push().catch(() => {}); } }', 'saveAll: #queue.push failed'],
    ['a method of an object', `module.exports = { async save() { ${body} } };`, 'save: a failed'],
    ['an export', `exports.save = async function () { ${body} };`, 'save: a failed'],
    ['a route', `router.post('/users/:id', async (req, res) => { ${body} });`, 'POST /users/:id: a failed'],
    ['a middleware of a path', `app.use('/api', async (req, res) => { ${body} });`, '/api: a failed'],
    ['an event', `socket.on('message', async () => { ${body} });`, 'on message: a failed'],
    ['a callback inside a function', `function save(users) { return users.map(async () => { ${body} }); }`, 'save: a failed'],
    ['a function whose name says nothing', `function cached() { return async function wrapper() { ${body} }; }`, 'cached.wrapper: a failed'],
    ['a handler without a name around it', `const routes = [{ handler: async () => { ${body} } }];`, 'a failed'],
    ['the top of a file', 'a().catch(() => {});', 'a failed'],
    ['the top of a file without a call', 'try { x.y.z; } catch {}', 'module set-up failed'],
    ['a `try` that is all of its function', 'async function save() { try { a(); b(); c(); } catch {} return true; }', 'save failed'],
    ['an event of an emitter', "function open() { const ws = connect(); ws.on('error', () => {}); }", 'open: error on ws'],
    ['an event of a chain', "function open() { run(file).on('end', done).on('error', () => {}); }", 'open: error on run'],
    ['a function called on the spot', 'function open() { (async () => { await a(); })().catch(() => {}); }', 'open: a failed'],
  ])('%s', (_, text, message) => expect(messageOf(text)).toBe(message));
});

it('what another handler calls is not what was tried', () => {
  const doc = parseJavaScript('try { try { a(); } catch { b(); } c(); } catch {}', 'a.js');
  expect(tellingCalls(doc, handlersOf(doc)[1]!.guarded)).toEqual(['a', 'c']);
});

it('the calls of the steps of a promise come after the one that started it', () => {
  const doc = parseJavaScript('fetch(url).then((r) => read(r)).then((data) => { save(data); }).catch(() => {});', 'a.js');
  expect(tellingCalls(doc, handlersOf(doc)[0]!.guarded)).toEqual(['fetch', 'read', 'save']);
});
