import { expect, test } from 'vitest';
import { factsOf, zonesOf } from './repository.ts';

const EXPRESS = "const express = require('express');\nconst app = express();\n";
const PAGE = 'export const Page = () => <p>Hello</p>;\n';
const manifest = (...dependencies: string[]) => JSON.stringify({ dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) });
const SERVER = manifest('express', 'pg');
const BROWSER = manifest('react', 'react-dom');
const BOTH = manifest('express', 'react');
const NEXT = manifest('next', 'react', '@prisma/client');

test('what a server imports is server, what only tests and scripts run is not', () => {
  expect(zonesOf({
    'package.json': SERVER,
    'src/app.js': `${EXPRESS}app.use('/items', require('./routes/items'));\n`,
    'src/routes/items.js': "const { save } = require('../store');\n",
    'src/store.js': "export * from './db.js';\nasync function late() { await import('./late.mjs'); }\n",
    'src/db.js': '', 'src/late.mjs': "import '../config/db.config.js';\n", 'config/db.config.js': '', 'src/webpackService.js': '', 'src/unused.js': '',
    'src/app.test.js': "const unused = require('./unused');\ntest('x', () => {});\n",
    'scripts/load.js': "require('../src/store'); require('./helper');\n", 'scripts/helper.js': '',
  })).toEqual({
    'src/app.js': 'server', 'src/routes/items.js': 'server', 'src/store.js': 'server', 'src/db.js': 'server', 'src/late.mjs': 'server', 'config/db.config.js': 'server',
    'src/webpackService.js': 'orphan',    'src/unused.js': 'orphan', 'src/app.test.js': 'test', 'scripts/load.js': 'script', 'scripts/helper.js': 'script',
  });
});

test('reasons say where a zone comes from', () => {
  const facts = factsOf({
    'api/package.json': SERVER, 'api/app.js': `${EXPRESS}require('./store');\n`, 'api/store.js': "require('./db');\n", 'api/db.js': '',
    'web/package.json': BROWSER, 'web/Page.jsx': `import './api';\n${PAGE}`, 'web/api.js': '', 'web/rest.js': '',
  });
  expect(facts.zoneOf('api/app.js').reason).toBe('builds an Express app');
  expect(facts.zoneOf('api/store.js').reason).toBe('imported by api/app.js, which builds an Express app');
  expect(facts.zoneOf('api/db.js').reason).toBe('imported by api/store.js, reached from api/app.js, which builds an Express app');
  expect(facts.zoneOf('web/Page.jsx').reason).toBe('contains JSX');
  expect(facts.zoneOf('web/rest.js').reason).toBe('is in a package that only draws a user interface');
});

test.each([
  ["import express from 'express';\nconst app = express();\n"],
  ["import { Router } from 'express';\nexport default Router();\n"],
  ["const router = require('express').Router();\n"],
  ["const fastify = require('fastify')({ logger: true });\n"],
  ["import Fastify from 'fastify';\nconst app = Fastify<Server>({});\n"],
  ["import { Hono } from 'hono';\nconst app = new Hono<{ Bindings: Env }>();\n"],
  ["import { Elysia } from 'elysia';\nexport const app = new Elysia();\n"],
  ["import Koa from 'koa';\nconst app = new Koa();\n"],
  ["import { Controller, Get } from '@nestjs/common';\n@Controller('items')\nexport class Items {}\n"],
  ["import * as http from 'node:http';\nhttp.createServer(handle).listen(80);\n"],
  ["import { createServer } from 'http';\ncreateServer(handle);\n"],
  ["import { Server } from 'socket.io';\nconst io = new Server(http);\n"],
  ["import { Worker } from 'bullmq';\nnew Worker('mail', send);\n"],
  ["import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({});\n"],
  ["import cron from 'node-cron';\ncron.schedule('* * * * *', run);\n"],
  ["import { initTRPC } from '@trpc/server';\nconst t = initTRPC.context<Context>().create();\n"],
  ["import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nnew McpServer({});\n"],
  ["const { Telegraf } = require('telegraf');\nconst bot = new Telegraf(token);\n"],
  ["const mongoose = require('mongoose');\nmodule.exports = mongoose.model('User', new mongoose.Schema({}));\n"],
  ['exports.handler = async (event) => ({ statusCode: 200 });\n'],
  ['export const handler: Handler = async (event) => {};\n'],
  ['export default {\n  async fetch(request, env) { return new Response(); },\n};\n'],
  ['Deno.serve((request) => new Response());\n'],
  ['exports.list = async (req, res) => { res.json([]); };\n'],
  ['export function auth(req: Request, res: Response, next: NextFunction): void {}\n'],
  ["router.get('/items', list);\n"],
  ["import { items } from './queues';\nitemsQueue.process(async (job) => {});\n"],
])('%j is server', (text) => {
  expect(zonesOf({ 'package.json': SERVER, 'src/deep/module.ts': text })).toEqual({ 'src/deep/module.ts': 'server' });
});

test.each([
  // Only mentioned, of another library, or types alone.
  ["// express()\nconst text = `const app = express()`;\n", 'orphan'],
  ["import { Router } from './own';\nRouter();\n", 'orphan'],
  ["import type { Express } from 'express';\nexport type App = Express;\n", 'orphan'],
  ["const { Command } = require('commander');\n", 'cli'],
  ["#!/usr/bin/env node\nrun();\n", 'cli'],
  ['if (require.main === module) main();\n', 'cli'],
  // A block for trying it out does not make an app a program.
  [`${EXPRESS}if (require.main === module) app.listen(80);\n`, 'server'],
])('%j is %s', (text, zone) => {
  expect(zonesOf({ 'package.json': SERVER, 'src/deep/module.js': text })).toEqual({ 'src/deep/module.js': zone });
});

test.each([
  ['src/items.test.ts', 'test'], ['src/items.e2e-spec.ts', 'test'], ['cypress/login.cy.js', 'test'], ['src/Button.stories.tsx', 'test'],
  ['src/__tests__/items.js', 'test'], ['src/__mocks__/db.js', 'test'], ['jest.config.js', 'test'], ['vitest.setup.ts', 'test'],
  ['db/migrations/001.js', 'migration'],
  ['dist/app.js', 'generated'], ['node_modules/x/index.js', 'generated'], ['.next/server/app.js', 'generated'], ['web/js/jquery.min.js', 'generated'],
  ['assets/index-DltGAM2I.js', 'generated'], ['src/generated/client.ts', 'generated'],
  ['public/app.js', 'static'], ['static/js/menu.js', 'static'],
  ['scripts/seed.ts', 'script'], ['check-db.js', 'script'], ['gulpfile.js', 'script'],
  ['webpack.config.js', 'script'], ['hardhat.config.ts', 'script'], ['.eslintrc.cjs', 'script'], ['ecosystem.config.js', 'script'], ['webpack.common.js', 'script'], ['examples/small/app.js', 'script'],
])('%s is %s by its path, also when it handles requests', (path, zone) => {
  expect(zonesOf({ 'package.json': SERVER, [path]: 'exports.seed = (req, res) => {};\n' })[path]).toBe(zone);
});

test('what an npm script seeds or migrates with is a script, though it takes modules of a Nest app', () => {
  const scripts = { 'start:dev': 'nest start --watch', 'db:seed': 'ts-node src/database/fill.ts', 'migration:run': 'ts-node -r dotenv/config src/database/migrate.ts' };
  const nest = "import { NestFactory } from '@nestjs/core';\n";
  expect(zonesOf({
    'package.json': JSON.stringify({ dependencies: { '@nestjs/core': '*' }, scripts }),
    'src/main.ts': `${nest}import './database/migrations.service';\n`, 'src/database/fill.ts': nest, 'src/database/migrate.ts': nest, 'src/database/migrations.service.ts': nest,
  })).toEqual({ 'src/main.ts': 'server', 'src/database/fill.ts': 'script', 'src/database/migrate.ts': 'script', 'src/database/migrations.service.ts': 'server' });
});

test.each(['seedUsers.js', 'prisma/seed.ts', 'create-admin.js', 'backend/tools/load.js'])('%s is a script, for all its models', (path) => {
  expect(zonesOf({ 'package.json': SERVER, [path]: "const mongoose = require('mongoose');\nmongoose.connect(url);\nnew PrismaClient();\n" })[path]).toBe('script');
});

test('what connects to a database is of the server where others can take it', () => {
  const connect = "const mongoose = require('mongoose');\nmongoose.connect(url);\n";
  expect(zonesOf({ 'package.json': SERVER, 'assign-plans.js': connect, 'config/db.js': `${connect}module.exports = mongoose;\n`, 'boot.js': `${connect}const express = require('express');\nexpress();\n` }))
    .toEqual({ 'assign-plans.js': 'orphan', 'config/db.js': 'server', 'boot.js': 'server' });
});

test.each([
  ['/** @generated by a tool */\nexport const x = 1;\n', 'generated'],
  ['// Code generated by protoc-gen-ts_proto. DO NOT EDIT.\nexport const x = 1;\n', 'generated'],
  ['/**\n * Columns are auto-generated from the schema.\n */\nexport const x = 1;\n', 'orphan'],
  ['module.exports = class { async up() {} }\nexports.up = (knex) => {};\nexports.down = (knex) => {};\n', 'migration'],
  ["import { MigrationInterface } from 'typeorm';\nexport class Init implements MigrationInterface {}\n", 'migration'],
  ["self.addEventListener('push', (event) => {});\n", 'static'],
  ["document.getElementById('menu').hidden = true;\n", 'static'],
])('%j is %s by its content', (text, zone) => {
  expect(zonesOf({ 'package.json': SERVER, 'src/deep/module.js': text })['src/deep/module.js']).toBe(zone);
});

test('the package tells the sides apart; a file that both reach is shared', () => {
  expect(zonesOf({
    'api/package.json': SERVER, 'api/src/app.ts': `import express from 'express';\nimport { limit } from '@x/shared';\nexpress();\n`, 'api/src/loose.ts': '',
    'web/package.json': BROWSER, 'web/src/Page.tsx': `import { limit } from '@x/shared';\nimport type { App } from '../../api/src/loose';\n${PAGE}`,
    'web/src/loose.ts': "import { only } from '@x/web-only';\n", 'web/vite.config.ts': '',
    'packages/shared/package.json': JSON.stringify({ name: '@x/shared', main: 'dist/index.js' }), 'packages/shared/src/index.ts': "export * from './limit';\n",
    'packages/shared/src/limit.ts': '',
    'packages/web-only/package.json': JSON.stringify({ name: '@x/web-only' }), 'packages/web-only/index.ts': '',
  })).toEqual({
    'api/src/app.ts': 'server', 'api/src/loose.ts': 'library', 'web/src/Page.tsx': 'frontend', 'web/src/loose.ts': 'frontend', 'web/vite.config.ts': 'script',
    'packages/shared/src/index.ts': 'shared', 'packages/shared/src/limit.ts': 'shared', 'packages/web-only/index.ts': 'frontend',
  });
});

test('in one package for both, imports decide, then content, then folders; the rest is unknown', () => {
  expect(zonesOf({
    'package.json': BOTH,
    'server/index.ts': "import express from 'express';\nimport { schema } from '../shared/schema';\nimport './vite';\nexpress();\n",
    'server/vite.ts': "import config from '../vite.config';\n", 'vite.config.ts': '', 'server/loose.ts': '',
    'client/main.tsx': `import { schema } from '../shared/schema';\nimport './lib/query';\n${PAGE}`, 'client/lib/query.ts': '', 'client/loose.ts': '',
    'shared/schema.ts': '', 'shared/a.ts': "import './b';\n", 'shared/b.ts': "import './a';\n", 'main/menu.ts': "document.querySelector('menu');\n",
  })).toEqual({
    'server/index.ts': 'server', 'server/vite.ts': 'server', 'vite.config.ts': 'script', 'server/loose.ts': 'orphan',
    'client/main.tsx': 'frontend', 'client/lib/query.ts': 'frontend', 'client/loose.ts': 'frontend',
    'shared/schema.ts': 'shared', 'shared/a.ts': 'unknown', 'shared/b.ts': 'unknown', 'main/menu.ts': 'frontend',
  });
});

test('Next: routes, middleware and server actions are server, pages and what browsers import are not', () => {
  expect(zonesOf({
    'package.json': NEXT,
    'src/app/api/items/route.ts': "import { items } from '@/lib/items';\nimport { format } from '@/lib/format';\nexport const GET = () => items();\n",
    'src/app/api/og/route.tsx': PAGE, 'src/pages/api/ping.ts': '', 'src/middleware.ts': '',
    'src/app/page.tsx': `import { db } from '@/lib/db';\nimport { title } from '@/lib/title';\nimport { Form } from './form';\n${PAGE}`,
    'src/app/form.tsx': `'use client';\nimport { save } from './actions';\nimport { format } from '@/lib/format';\n${PAGE}`,
    'src/app/actions.ts': "'use server';\nimport { db } from '@/lib/db';\n",
    'src/lib/items.ts': '', 'src/lib/format.ts': '', 'src/lib/title.ts': '',
    'src/lib/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const db = new PrismaClient();\n",
    'next.config.mjs': '',
  })).toEqual({
    'src/app/api/items/route.ts': 'server', 'src/app/api/og/route.tsx': 'server', 'src/pages/api/ping.ts': 'server', 'src/middleware.ts': 'server',
    'src/app/page.tsx': 'frontend', 'src/app/form.tsx': 'frontend', 'src/app/actions.ts': 'server',
    'src/lib/items.ts': 'server', 'src/lib/format.ts': 'shared', 'src/lib/title.ts': 'frontend', 'src/lib/db.ts': 'server', 'next.config.mjs': 'script',
  });
});

test('functions in the folders of hosts are server, also beside a user interface', () => {
  expect(zonesOf({
    'package.json': BROWSER, 'src/App.jsx': PAGE,
    'netlify/functions/send.js': '', 'supabase/functions/mail/index.ts': '', 'api/items.js': 'export default function handler(req, res) {}\n',
    'src/api/items.js': "export const items = () => api.get('/items');\n",
  })).toMatchObject({
    'netlify/functions/send.js': 'server', 'supabase/functions/mail/index.ts': 'server', 'api/items.js': 'server', 'src/api/items.js': 'frontend',
  });
});

test.each([
  ['package.json', JSON.stringify({ dependencies: { pg: '*' }, scripts: { start: 'NODE_ENV=production node dist/main.js' } })],
  ['package.json', JSON.stringify({ dependencies: { pg: '*' }, main: './src/main.js' })],
  ['package.json', JSON.stringify({ scripts: { 'dev:bot': 'tsx watch --clear-screen=false src/main.ts' } })],
  ['Dockerfile', 'FROM node\nCMD ["node", "--enable-source-maps", "dist/main.js"]\n'],
  ['Dockerfile', 'FROM node\nRUN node scripts/build.js\nENTRYPOINT ["node"]\nCMD ["dist/main.js"]\n'],
  ['Dockerfile', 'FROM node\nCMD ["sh", "-c", "node node_modules/.bin/prisma migrate deploy && node ./dist/src/main"]\n'],
  ['docker-compose.yml', 'services:\n  worker:\n    command:\n      - node\n      - dist/main.js\n'],
  ['Procfile', 'worker: node src/main\n'],
  ['ecosystem.config.js', "module.exports = { apps: [{ name: 'x', script: './src/main.ts' }] };\n"],
  ['serverless.yml', 'functions:\n  items:\n    handler: src/main.items\n'],
  ['wrangler.toml', 'name = "x"\nmain = "src/main.ts"\n'],
  ['vercel.json', JSON.stringify({ builds: [{ src: 'src/main.ts', use: '@vercel/node' }] })],
  ['start.sh', 'exec npx tsx src/main.ts\n'],
])('%s starts a server', (path, text) => {
  expect(zonesOf({ [path]: text, 'src/main.ts': "import './store';\n", 'src/store.ts': '' })).toMatchObject({ 'src/main.ts': 'server', 'src/store.ts': 'server' });
});

test('a start script is read from its own package, whatever the folders are called', () => {
  expect(zonesOf({
    'lib/shop/package.json': JSON.stringify({ dependencies: { express: '*' }, scripts: { start: 'npm run build && node dist/server.js' } }),
    'lib/shop/src/server.ts': "import { App } from './app';\nnew App().listen();\n", 'lib/shop/src/app.ts': '', 'src/server.ts': '',
  })).toMatchObject({ 'lib/shop/src/server.ts': 'server', 'lib/shop/src/app.ts': 'server', 'src/server.ts': 'orphan' });
});

test('a command-line program and the modules only it uses are cli', () => {
  expect(zonesOf({
    'package.json': JSON.stringify({ bin: { shop: 'dist/index.js' }, dependencies: { chalk: '*' } }),
    'src/index.ts': "import './show';\nimport './both';\n", 'src/show.ts': '', 'src/both.ts': '', 'src/api.ts': "import './both';\n",
  })).toEqual({ 'src/index.ts': 'cli', 'src/show.ts': 'cli', 'src/both.ts': 'library', 'src/api.ts': 'orphan' });
});

test('folders and workers that are loaded at run time are reached', () => {
  expect(zonesOf({
    'package.json': SERVER,
    'src/app.js': `${EXPRESS}const autoload = require('@fastify/autoload');\napp.register(autoload, { dir: path.join(__dirname, 'routes') });\nconst file = path.join(__dirname, 'jobs', 'mail.js');\nnew Worker(file);\n`,
    'src/routes/items/index.js': '', 'src/jobs/mail.js': '', 'src/jobs/other.js': '',
    'models/index.js': "const fs = require('fs');\nfs.readdirSync(__dirname).forEach((file) => require(path.join(__dirname, file)));\nmodule.exports = { list: (req, res) => {} };\n",
    'models/user.js': '',
  })).toMatchObject({ 'src/routes/items/index.js': 'server', 'src/jobs/mail.js': 'server', 'src/jobs/other.js': 'orphan', 'models/user.js': 'server' });
});

test('scripts of a browser extension are static', () => {
  expect(zonesOf({ 'ext/manifest.json': '{ "manifest_version": 3 }', 'ext/background.js': 'chrome.runtime.onMessage.addListener(f);\n' })).toEqual({ 'ext/background.js': 'static' });
});

test('a file belongs to the nearest package of its own language', () => {
  const facts = factsOf({
    'api/pyproject.toml': '', 'api/app.py': 'import os\nos.getenv("PY_KEY")\n', 'api/web/main.ts': 'process.env.JS_KEY;\nDeno.env.get("OTHER_KEY");\n',
    'package.json': BOTH, 'api/.env.example': '',
  });
  expect(facts.packageOf('api/app.py')).toMatchObject({ dir: 'api', envNames: ['PY_KEY'], envTemplate: 'api/.env.example' });
  expect(facts.packageOf('api/web/main.ts')).toMatchObject({ dir: '', envNames: ['JS_KEY', 'OTHER_KEY'] });
  expect(facts.packageOf('api/web/main.ts').python).toBeUndefined();
  expect(facts.packageOf('api/app.py').javascript).toBeUndefined();
});

test('names that other modules import, read or hand on', () => {
  const facts = factsOf({
    'a.ts': 'export const one = 1, two = 2, three = 3;\nexport default 4;\n',
    'b.ts': "import four, { one } from './a';\nuse(four, one);\n", 'c.js': "const a = require('./a');\na.two();\n",
    'index.ts': "export * from './a';\n", 'd.ts': "import { three } from '.';\nuse(three);\n", 'a.test.ts': "import { hidden } from './a';\n",
  });
  expect(facts.importedNames('a.ts')).toEqual(['default', 'one', 'three', 'two']);
});

test('a name that lies idle where it is imported is none that others import', () => {
  const facts = factsOf({ 'a.ts': 'export const one = 1;\n', 'b.ts': "import { one } from './a';\n" });
  expect(facts.importedNames('a.ts')).toEqual(['']);
});

test('JavaScript never takes the process down: odd texts have a zone too', () => {
  const texts = ["export * from 'hono';\nexport * as $ from 'express';", '', '`', '`${', '/', '/*', "'", '${}', '}', '`${`${`', 'import', "import {", '\u0000', '#!', "const a = <b>`</b>;", 'require(', 'x = /[/'];
  const zones = zonesOf(Object.fromEntries(texts.map((text, i) => [`src/f${i}.js`, text])));
  expect(Object.keys(zones)).toHaveLength(texts.length);
});

test('a file that a server sends is not one it loads', () => {
  const zones = zonesOf({
    'package.json': SERVER,
    'server.js': `${EXPRESS}const plugin = (name) => require(name);\napp.get('/client.js', (req, res) => res.sendFile(path.join(__dirname, 'public', 'client.js')));\nconst worker = path.join(__dirname, 'jobs', 'mail.js');\n`,
    'public/client.js': "window.client = localStorage.getItem('client');\n", 'jobs/mail.js': '',
  });
  expect(zones).toMatchObject({ 'server.js': 'server', 'public/client.js': 'static', 'jobs/mail.js': 'server' });
});

test('a file that starts the app of another file is a server without a package that says so', () => {
  const zones = zonesOf({
    'src/app.js': `${EXPRESS}module.exports = app;\n`, 'src/server.js': "const app = require('./app');\napp.listen(3000);\n", 'src/other.js': "const tree = require('./tree');\ntree.listen(3000);\n", 'src/tree.js': '',
  });
  expect(zones).toMatchObject({ 'src/server.js': 'server', 'src/other.js': 'orphan' });
});

test('a folder of command-line code is none of the server that imports it', () => {
  expect(zonesOf({ 'package.json': SERVER, 'app.js': `${EXPRESS}if (process.env.SETUP) require('./src/cli/setup').run();\n`, 'src/cli/setup.js': 'exports.run = () => {};\n' })).toMatchObject({ 'app.js': 'server', 'src/cli/setup.js': 'cli' });
});

test('what was put aside is not run, unless something imports it or a framework finds it by its path', () => {
  const next = '{"dependencies": {"next": "15.0.0", "react": "19.0.0"}}';
  const routes = "const router = require('express').Router();\nmodule.exports = router;\n";
  expect(zonesOf({
    'package.json': SERVER, 'src/app.js': "const express = require('express');\nconst app = express();\napp.use(require('./archive/orders'));\n",
    'src/archive/orders.js': routes, 'src/old/orders.js': routes, '_archive/src/app.js': routes, 'api_snapshot_2026/app.js': routes,
    'web/package.json': next, 'web/app/api/archive/route.ts': 'export async function GET() {}\n', 'archive/web/package.json': next, 'archive/web/app/api/users/route.ts': 'export async function GET() {}\n',
  })).toEqual({
    'src/app.js': 'server', 'src/archive/orders.js': 'server', 'src/old/orders.js': 'generated', '_archive/src/app.js': 'generated', 'api_snapshot_2026/app.js': 'generated',
    'web/app/api/archive/route.ts': 'server', 'archive/web/app/api/users/route.ts': 'generated',
  });
});
