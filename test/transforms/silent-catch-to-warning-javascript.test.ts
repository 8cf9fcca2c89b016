import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { run } from '../../src/run.ts';
import { runText, textAfter, type CaseOptions } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';
import { repository } from '../helpers/repository.ts';

const transforms = await loadTransforms(['silent-catch-to-warning'], '.');
const modules = await nodeModules();

const METHODS = ['debug', 'info', 'warn', 'error'];
const WINSTON = {
  facts: { name: 'logger', imported: 'default', path: 'src/logger.js', form: 'message-first', methods: METHODS },
  file: `
const winston = require('winston');
const { combine, errors, splat, json } = winston.format;
module.exports = winston.createLogger({ level: 'debug', format: combine(errors({ stack: true }), splat(), json()), transports: [new winston.transports.Console({ stderrLevels: ['debug', 'info', 'warn', 'error'] })] });
`,
} as const;
const PINO = {
  facts: { name: 'logger', imported: 'default', path: 'src/logger.js', form: 'object-first', methods: METHODS },
  file: "const pino = require('pino');\nmodule.exports = pino({ level: 'debug' }, pino.destination({ fd: 2, sync: true }));\n",
} as const;

interface Line { readonly level: string | number; readonly stack?: string; readonly message?: string; readonly msg?: string; readonly err?: { readonly stack?: string } }

/** A module under test, and one that uses it and prints what came of it. */
interface Program { readonly module: string; readonly main: string }

async function after(source: string, options: CaseOptions): Promise<string> {
  const result = await runText(source, transforms, 'javascript', options);
  expect(result.failures ?? []).toEqual([]);
  expect(result.status).toBe('changed');
  return textAfter(result, source);
}

/** What the program prints before and after, and the log lines of the run after. */
async function beforeAndAfter({ module, main }: Program, { facts, file }: typeof WINSTON | typeof PINO): Promise<{ before: string; after: string; log: Line[] }> {
  const run = (text: string) => runNode(modules, { 'src/logger.js': file, 'src/module.js': text, 'src/main.js': main }, 'src/main.js');
  const changed = await after(module, { path: 'src/module.js', unsafe: true, javascript: { logger: facts } });
  const [then, now] = [await run(module), await run(changed)];
  expect(now.exitCode, now.stderr).toBe(then.exitCode);
  const log = now.stderr.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
  return { before: then.stdout, after: now.stdout, log };
}

const FALLBACKS: Program = {
  module: `
const fail = (text) => { throw new Error(text); };
const rejected = async (text) => fail(text);

function ignored() { try { fail('ignored'); } catch {} return 'went on'; }
function returned() { try { return fail('returned'); } catch (_e) { return { kept: true }; } }
function assigned() { let value; try { value = fail('assigned'); } catch { value = 'fallback'; } return value; }
async function values() {
  const list = await rejected('list').catch(() => []);
  const none = await rejected('none').catch(() => null);
  const nothing = await rejected('nothing').catch(() => undefined);
  const object = await rejected('object').catch(() => ({ a: 1 }));
  const second = await rejected('second').then(() => 1, () => 2);
  await rejected('empty').catch(() => {});
  return [list, none, nothing === undefined, object, second];
}
async function loop(ids) {
  const seen = [];
  for (const id of ids) {
    try { if (id % 2) fail('odd'); } catch { continue; }
    seen.push(id);
  }
  return seen;
}
function* generated() { try { yield 1; fail('generated'); } catch { } finally { yield 2; } }
async function* streamed() { try { yield 1; await rejected('streamed'); } catch {} yield 2; }
class Store {
  #name = 'store';
  save() { try { fail('saved'); } catch {} return this.#name; }
}
function emitted() {
  const { EventEmitter } = require('events');
  const emitter = new EventEmitter();
  emitter.on('error', () => {});
  return emitter.emit('error', new Error('emitted'));
}
module.exports = { ignored, returned, assigned, values, loop, generated, streamed, Store, emitted };
`,
  main: `
const m = require('./module');
(async () => {
  const streamed = [];
  for await (const each of m.streamed()) streamed.push(each);
  console.log(JSON.stringify([m.ignored(), m.returned(), m.assigned(), await m.values(), await m.loop([1, 2, 3, 4]), [...m.generated()], streamed, new m.Store().save(), m.emitted()]));
})();
`,
};
const FAILURES = ['ignored', 'returned', 'assigned', 'list', 'none', 'nothing', 'object', 'second', 'empty', 'odd', 'odd', 'generated', 'streamed', 'saved', 'emitted'];

const SERVER: Program = {
  module: `
const express = require('express');
const app = express();
const mailer = { send: async () => { throw new Error('smtp is down'); } };
const stock = { count: async () => { throw new Error('stock is down'); } };

app.get('/order', async (req, res) => {
  try {
    await mailer.send(req.query);
  } catch {
    // the customer has the order all the same
  }
  const left = await stock.count().catch(() => 0);
  mailer.send('audit').catch(() => {});
  res.status(201).json({ ok: true, left });
});
app.get('/down', async (req, res) => {
  try {
    res.json(await stock.count());
  } catch {
    res.status(503).json({ error: 'try again' });
  }
});

module.exports = app;
`,
  main: `
const server = require('./module').listen(0, async () => {
  const answers = [];
  for (const path of ['/order', '/down']) {
    const response = await fetch('http://127.0.0.1:' + server.address().port + path);
    answers.push(response.status, await response.json());
  }
  console.log(JSON.stringify(answers));
  server.close();
});
`,
};

const stackOf = (line: Line) => line.stack ?? line.err?.stack ?? '';

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'programs do the same as before, and log what failed', () => {
  it.each([['winston', WINSTON], ['pino', PINO]] as const)('with %s', async (_, logger) => {
    const { before, after: now, log } = await beforeAndAfter(FALLBACKS, logger);
    expect(now).toBe(before);
    expect(JSON.parse(now)).toEqual(['went on', { kept: true }, 'fallback', [[], null, true, { a: 1 }, 2], [2, 4], [1, 2], [1, 2], 'store', true]);
    // The first lines are written before the promises settle.
    expect(log.map((line) => /Error: (\w+)/.exec(stackOf(line))?.[1]).sort()).toEqual([...FAILURES].sort());
    for (const line of log) expect(stackOf(line)).toContain('module.js');
    for (const line of log) expect([20, 40, 'debug', 'warn']).toContain(line.level);
  });

  it.each([['winston', WINSTON], ['pino', PINO]] as const)('as a server of Express with %s', async (_, logger) => {
    const { before, after: now, log } = await beforeAndAfter(SERVER, logger);
    expect(now).toBe(before);
    expect(JSON.parse(now)).toEqual([201, { ok: true, left: 0 }, 503, { error: 'try again' }]);
    expect(log.map((line) => /Error: ([\w ]+)/.exec(stackOf(line))?.[1]).sort()).toEqual(['smtp is down', 'smtp is down', 'stock is down', 'stock is down']);
    expect(log.filter((line) => (line.message ?? line.msg ?? '').startsWith('GET /order: '))).toHaveLength(3);
    expect(log.filter(({ level }) => level === 'error' || level === 50).map((line) => line.message ?? line.msg)).toEqual([expect.stringMatching(/^GET \/down: stock\.count failed/)]);
  });
});

describe('places left alone', () => {
  const logger = { logger: WINSTON.facts };
  it.each([
    ['an answer', 'try { a(); } catch { res.status(404).json({ error: "no" }); }', 'the client gets an answer'],
    ['a text for the caller', 'function f() { try { a(); } catch { return { error: "no" }; } }', 'the caller is told'],
    ['the end of the process', 'a().catch(() => process.exit(1));', 'the process ends here'],
    ['a parse', 'function f(x) { try { return JSON.parse(x); } catch { return null; } }', 'a probe: `JSON.parse`'],
    ['a body', 'async function f(r) { return r.json().catch(() => ({})); }', 'a probe: the body'],
    ['a file', 'try { fs.accessSync(p); } catch {}', 'a probe: `fs.accessSync`'],
    ['a package', "try { a = require('a'); } catch {}", 'an optional import'],
    ['a token', 'function f(x) { try { return jwt.verify(x, k); } catch { return null; } }', 'a probe: `jwt.verify`'],
    ['a comment', 'try { a(); } catch { /* do not log: noisy */ }', 'a comment says so'],
    ['a comment above', '// no errors here, don\'t log them\na().catch(() => {});', 'a comment says so'],
    ['an error taken apart', 'try { a(); } catch ({ code }) {}', 'the error is taken apart'],
    ['a promise that is shared', 'function f() { const p = a(); p.catch(() => {}); return p; }', '`p` is used elsewhere too'],
    ['logging itself', 'class FileLogTransport { write() { try { a(); } catch {} } }', '`FileLogTransport` is part of the logging'],
    ['a transport of winston', "const Transport = require('winston-transport');\nclass Ship extends Transport { log(info, next) { try { a(); } catch {} } }", '`Ship` is part of the logging'],
    ['an empty function with a name', 'const noop = () => {};\na().catch(noop);', '`noop` is shared'],
  ])('%s', async (_, text, reason) => {
    const { sites, status } = await runText(text, transforms, 'javascript', { path: 'src/a.js', unsafe: true, javascript: logger });
    expect(status).toBe('unchanged');
    expect(sites.map((site) => site.reason)).toEqual([expect.stringContaining(reason)]);
  });

  it('has no logger to use', async () => {
    const { sites } = await runText('a().catch(() => {});', transforms, 'javascript');
    expect(sites[0]?.reason).toBe('the package has no logger that could be imported here');
  });

  it('shows the name of the error with the line that logs it', async () => {
    const { sites } = await runText('async function f() {\n  await a().catch(() => {});\n}\n', transforms, 'javascript', { path: 'src/a.js', javascript: logger });
    expect(sites[0]?.after).toBe("(err) => {\n    logger.warn('f: a failed', err);\n  }");
  });

  it('a fallback needs --unsafe, a value of a promise does not', async () => {
    const text = 'async function f() { try { return await a(); } catch { return null; } }\nconst g = () => a().catch(() => null);\n';
    const { sites } = await runText(text, transforms, 'javascript', { path: 'src/a.js', javascript: logger });
    expect(sites.map(({ safety, status }) => [safety, status])).toEqual([['unsafe', 'left'], ['safe', 'pending']]);
  });
});

describe('what other files say', () => {
  const text = async (files: { readonly [path: string]: string }, path: string) => {
    const repo = repository({ 'package.json': '{"dependencies":{"express":"4","pino":"9"}}', 'src/logger.js': "module.exports = require('pino')();\n", ...files });
    const { files: reports } = await run({ cwd: repo.root, transforms: ['silent-catch-to-warning'], unsafe: true });
    return reports.find((report) => report.path === path)?.sites.map(({ after }) => after).join('\n');
  };
  const routes = `
const express = require('express');
const logger = require('../logger');
const { cached, load } = require('../cache');
const router = express.Router();
logger.info('routes');
router.get('/:id', async (req, res) => {
  try {
    res.json(await cached(req.params.id) || await load(req.params.id));
  } catch (error) {
    res.status(500).json({ error: 'Could not load the order' });
  }
});
module.exports = router;
`;
  const cache = `
async function cached(id) {
  try {
    return await redis.get(id);
  } catch (error) {
    return undefined;
  }
}
async function load(id) {
  return db.load(id);
}
module.exports = { cached, load };
`;

  it('names a route as it is mounted, and not a function that catches all that fails in it', async () => {
    const app = "const app = require('express')();\nconst orders = require('./routes/orders');\napp.use('/api/orders', orders);\napp.listen(3000);\n";
    expect(await text({ 'src/app.js': app, 'src/routes/orders.js': routes, 'src/cache.js': cache }, 'src/routes/orders.js')).toContain("'GET /api/orders/:id: load failed'");
  });

  it('leaves the path of a router that is mounted twice', async () => {
    const app = "const app = require('express')();\nconst orders = require('./routes/orders');\napp.use('/api/orders', orders);\n";
    const other = "const app = require('express')();\nconst orders = require('./routes/orders');\napp.use('/v2/orders', orders);\n";
    expect(await text({ 'src/app.js': app, 'src/other.js': other, 'src/routes/orders.js': routes, 'src/cache.js': cache }, 'src/routes/orders.js')).toContain("'GET /:id: load failed'");
  });
});
