import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter, type CaseOptions } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';

const ID = 'cors-wildcard-to-allowlist';
const LISTED = 'https://app.example.com';
const FOREIGN = 'https://evil.example.net';
const LOCAL = 'http://localhost:5173';
const transforms = await loadTransforms([ID], '.');
const modules = await nodeModules();

/** The module after the transform. */
async function after(source: string, options: CaseOptions = {}): Promise<string> {
  const result = await runText(source, transforms, 'javascript', options);
  expect(result.failures ?? []).toEqual([]);
  expect(result.status).toBe('changed');
  return textAfter(result, source);
}

interface Answer {
  readonly origin: string | null;
  readonly credentials: string | null;
  readonly vary: string | null;
}

/** One way to start a module and ask it. */
interface Case { readonly file: string; readonly env: NodeJS.ProcessEnv }

/** Asks servers that `start()` of a module gives the port of, each started anew under its variables, as browsers on three sites would. */
const ASK = `
const { CASES, ...bare } = process.env;
async function ask({ file, env }) {
  process.env = { ...bare, NODE_ENV: 'development', ...env };
  delete require.cache[require.resolve(file)];
  const port = await require(file).start();
  const answers = {};
  for (const origin of ${JSON.stringify([LISTED, FOREIGN, LOCAL])}) {
    const { headers } = await fetch('http://127.0.0.1:' + port + (process.env.ASK_PATH || '/'), { method: process.env.ASK_METHOD || 'GET', headers: { origin, 'access-control-request-method': 'GET' } });
    answers[origin] = { origin: headers.get('access-control-allow-origin'), credentials: headers.get('access-control-allow-credentials'), vary: headers.get('vary') };
  }
  return answers;
}
(async () => {
  const found = [];
  for (const each of JSON.parse(CASES)) found.push(await ask(each));
  console.log(JSON.stringify(found));
  process.exit(0);
})();
`;

async function ask(files: { readonly [path: string]: string }, cases: readonly Case[]): Promise<{ readonly [origin: string]: Answer }[]> {
  const { stdout, stderr } = await runNode(modules, { 'main.js': ASK, ...files }, 'main.js', { CASES: JSON.stringify(cases) });
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as { readonly [origin: string]: Answer }[];
}

/** The sites an app answers: before, with the variable set, without it at home, and without it in production. */
async function answers(source: string, file: string, options: CaseOptions & { readonly env?: string; readonly asked?: NodeJS.ProcessEnv } = {}): Promise<Record<'before' | 'set' | 'unset' | 'production', string[]>> {
  const changed = await after(source, { path: file, ...options });
  const name = options.env ?? 'CORS_ALLOWED_ORIGINS';
  const starts: [string, NodeJS.ProcessEnv][] = [
    ['before', {}], ['after', { [name]: ` ${LISTED} ,*, https://other.example.com`, NODE_ENV: 'production' }], ['after', {}], ['after', { NODE_ENV: 'production' }],
  ];
  const found = await ask({ [`before/${file}`]: source, [`after/${file}`]: changed }, starts.map(([folder, env]) => ({ file: `./${folder}/app.js`, env: { ...options.asked, ...env } })));
  const [before, set, unset, production] = found.map((sites) => Object.keys(sites).filter((origin) => [origin, '*'].includes(sites[origin]!.origin!)));
  return { before: before!, set: set!, unset: unset!, production: production! };
}
const EXPECTED = { before: [LISTED, FOREIGN, LOCAL], set: [LISTED], unset: [LOCAL], production: [] };

const LISTEN = 'exports.start = () => new Promise((resolve) => { const server = app.listen(0, () => resolve(server.address().port)); });\n';

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'servers over HTTP', () => {
  it('Express with cors: no options, `*`, `true`, a callback that always allows', async () => {
    for (const options of ['', "{ origin: '*' }", '{ origin: true, credentials: true }', '{ origin: (origin, callback) => callback(null, true) }', "{ origin: process.env.CORS_ALLOWED_ORIGINS || '*' }"]) {
      const source = `const express = require('express');\nconst cors = require('cors');\nconst app = express();\napp.use(cors(${options}));\napp.get('/', (req, res) => res.send('ok'));\n${LISTEN}`;
      const found = await answers(source, 'app.js');
      expect(found, options).toEqual({ ...EXPECTED, ...(options.includes('env') && { before: EXPECTED.before }) });
    }
  });

  it('keeps credentials and answers preflights the same way', async () => {
    const source = `const express = require('express');\nconst cors = require('cors');\nconst app = express();\napp.use(cors({ origin: true, credentials: true, maxAge: 600 }));\n${LISTEN}`;
    const changed = await after(source, { path: 'app.js' });
    const [found] = await ask({ 'app.js': changed }, [{ file: './app.js', env: { ASK_METHOD: 'OPTIONS', CORS_ALLOWED_ORIGINS: LISTED } }]);
    expect(found![LISTED]).toMatchObject({ origin: LISTED, credentials: 'true', vary: expect.stringContaining('Origin') });
    expect(found![FOREIGN]!.origin).toBeNull();
  });

  it('a header by hand in Express', async () => {
    const source = `import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', '*');\n  next();\n});\napp.get('/', (req, res) => { res.send('ok'); });\nexport const start = () => new Promise((resolve) => { const server = app.listen(0, () => resolve((server.address() as any).port)); });\n`;
    expect(await answers(source, 'app.ts')).toEqual(EXPECTED);
  });

  it('a header by hand in plain Node, and one in an object', async () => {
    const source = `const http = require('http');\nconst app = http.createServer((req, res) => {\n  if (req.url === '/head') {\n    res.writeHead(200, { 'Access-Control-Allow-Origin': '*' });\n    return res.end();\n  }\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.end('ok');\n});\n${LISTEN}`;
    expect(await answers(source, 'app.js')).toEqual(EXPECTED);
    expect(await answers(source, 'app.js', { asked: { ASK_PATH: '/head' } })).toEqual(EXPECTED);
  });

  it('an echo that nothing looks at, with `*` for the rest, and preflights answered by hand in front of a layer', async () => {
    const bodies = [
      `const origin = req.headers.origin;\n  if (origin) {\n    res.setHeader('Access-Control-Allow-Origin', origin);\n    res.setHeader('Access-Control-Allow-Credentials', 'true');\n  } else {\n    res.setHeader('Access-Control-Allow-Origin', '*');\n  }\n  next();`,
      `res.setHeader('Access-Control-Allow-Origin', '*');\n  if (req.method === 'OPTIONS') return res.sendStatus(204);\n  next();`,
    ];
    for (const body of bodies) {
      const layer = body.includes('OPTIONS') ? "app.use(require('cors')({ origin: '*' }));\n" : '';
      const source = `const express = require('express');\nconst app = express();\napp.use((req, res, next) => {\n  ${body}\n});\n${layer}app.get('/', (req, res) => res.send('ok'));\n${LISTEN}`;
      expect(await answers(source, 'app.js'), body).toEqual(EXPECTED);
      expect(await answers(source, 'app.js', { asked: { ASK_METHOD: 'OPTIONS' } }), body).toEqual(EXPECTED);
    }
  });

  it('the delegate of cors, a pattern with an alternative for everything, a default parameter, a list that a header asks', async () => {
    const layers = [
      'app.use(cors((req, callback) => callback(null, { origin: true, credentials: true })));', 'app.use(cors({ origin: /^https:\\/\\/partner\\.example\\.org$|.*/ }));',
      "function setUp(target, origins = '*') {\n  target.use(cors({ origin: origins }));\n}\nsetUp(app);",
      "const ALLOWED = process.env.CORS_ALLOWED_ORIGINS ? process.env.CORS_ALLOWED_ORIGINS.split(',') : ['*'];\napp.use((req, res, next) => {\n  const origin = req.headers.origin;\n  if (ALLOWED.includes('*') || ALLOWED.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);\n  next();\n});",
    ];
    for (const layer of layers) {
      const source = `const express = require('express');\nconst cors = require('cors');\nconst app = express();\n${layer}\napp.get('/', (req, res) => res.send('ok'));\n${LISTEN}`;
      expect(await answers(source, 'app.js'), layer).toEqual(EXPECTED);
    }
  });

  it('Fastify', async () => {
    const source = `const app = require('fastify')();\nconst cors = require('@fastify/cors');\napp.register(cors);\napp.get('/', async () => 'ok');\nexports.start = async () => { await app.listen({ port: 0 }); return app.server.address().port; };\n`;
    expect(await answers(source, 'app.js')).toEqual(EXPECTED);
  });

  it('Koa', async () => {
    const source = `const Koa = require('koa');\nconst cors = require('@koa/cors');\nconst app = new Koa();\napp.use(cors());\napp.use((ctx) => { ctx.body = 'ok'; });\n${LISTEN}`;
    expect(await answers(source, 'app.js')).toEqual(EXPECTED);
  });

  it('Hono', async () => {
    const source = `const { Hono } = require('hono');\nconst { cors } = require('hono/cors');\nconst { serve } = require('@hono/node-server');\nconst app = new Hono();\napp.use('*', cors());\napp.get('/', (c) => c.text('ok'));\nexports.start = () => new Promise((resolve) => serve({ fetch: app.fetch, port: 0 }, ({ port }) => resolve(port)));\n`;
    expect(await answers(source, 'app.js')).toEqual(EXPECTED);
  });

  it('Nest: `enableCors()` and `{ cors: true }`', async () => {
    for (const [create, enable] of [['AppModule', 'app.enableCors();'], ['AppModule, { cors: true }', ''], ["AppModule, { cors: { origin: '*', credentials: true } }", '']]) {
      const source = `import 'reflect-metadata';\nimport { Controller, Get, Module } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\n\n@Controller()\nclass AppController {\n  @Get()\n  hello() { return 'ok'; }\n}\n\n@Module({ controllers: [AppController] })\nclass AppModule {}\n\nexport async function start() {\n  const app = await NestFactory.create(${create});\n  ${enable}\n  await app.listen(0);\n  return (app.getHttpServer().address() as any).port;\n}\n`;
      expect(await answers(source, 'app.ts'), create).toEqual(EXPECTED);
    }
  });

  it('socket.io over polling', async () => {
    const source = `const http = require('http');\nconst { Server } = require('socket.io');\nconst app = http.createServer();\nnew Server(app, { cors: { origin: '*' } });\n${LISTEN}`;
    expect(await answers(source, 'app.js', { asked: { ASK_PATH: '/socket.io/?EIO=4&transport=polling' } })).toEqual(EXPECTED);
  });
});
