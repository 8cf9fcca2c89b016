import { describe, expect, it } from 'vitest';
import type { JavaScriptFacts, NewLogger } from '../../src/languages/types.ts';
import { projectEdits } from '../../src/project/support.ts';
import { factsOf } from './repository.ts';

const ESM = "import express from 'express';\nexport const app = express();\napp.listen(3000);\n";
const COMMON = "const express = require('express');\nconst app = express();\napp.listen(3000);\n";

/** Facts of the package at the root; the manifest has Express unless another is given. */
function javascript(files: { readonly [path: string]: string }, manifest: { readonly [key: string]: unknown } = {}, file = 'src/app.ts'): JavaScriptFacts {
  const text = JSON.stringify({ dependencies: { express: '^4' }, ...manifest });
  return factsOf({ 'package.json': text, ...files }).packageOf(file).javascript!;
}

/** The text of a new logger, as it would be written. */
async function textOf(made: NewLogger | undefined): Promise<string> {
  const needs = made!.needs.filter(({ kind }) => kind === 'file').map((value) => ({ value, sites: [], package: { dir: '', envNames: [] } }));
  return (await projectEdits(needs, async () => undefined))[0]!.after;
}

describe('a new logger', () => {
  it('is a module of pino, with what the manifest and the user must do', async () => {
    const { newLogger } = javascript({ 'src/app.ts': ESM, 'src/utils/date.ts': 'export const now = () => 1;\n', 'package-lock.json': '{}' });
    expect(newLogger).toMatchObject({
      name: 'logger', imported: 'logger', path: 'src/utils/logger.ts', form: 'object-first',
      needs: [{ kind: 'file', path: 'src/utils/logger.ts' }, { kind: 'dependency', name: 'pino' }],
      action: { kind: 'dependency', name: 'pino', message: 'run `npm install`: pino is a new dependency; until the lock file knows it, a locked install (`npm ci`) fails' },
    });
    expect(await textOf(newLogger)).toBe("import { pino } from 'pino';\n\n// LOG_LEVEL is the lowest level that is written.\nexport const logger = pino({\n  level: (process.env.LOG_LEVEL || 'info').toLowerCase(),\n  // A failed request carries what it was sent with, tokens and all; a failed command of Redis its arguments.\n  redact: {\n    paths: [\n      'err.config',\n      'err.request',\n      'err.response',\n      'err.command',\n      '*.command.args',\n    ],\n    remove: true,\n  },\n});\n");
  });

  it('is CommonJS where the package is, in its style', async () => {
    const { newLogger } = javascript({ 'server.js': COMMON.replaceAll("'", '"').replaceAll(';', ''), 'lib/a.js': 'const b = require("b")\nmodule.exports = b\n' }, {}, 'server.js');
    expect(newLogger?.path).toBe('lib/logger.js');
    expect(await textOf(newLogger)).toBe('const pino = require("pino")\n\n// LOG_LEVEL is the lowest level that is written.\nconst logger = pino({\n  level: (process.env.LOG_LEVEL || "info").toLowerCase(),\n  // A failed request carries what it was sent with, tokens and all; a failed command of Redis its arguments.\n  redact: {\n    paths: [\n      "err.config",\n      "err.request",\n      "err.response",\n      "err.command",\n      "*.command.args",\n    ],\n    remove: true,\n  },\n})\n\nmodule.exports = { logger }\n');
  });

  it('is none where the package runs in one process with another that has a logger', () => {
    const other = { 'apps/api/package.json': '{"dependencies":{"express":"4"}}', 'apps/api/src/log.ts': "import pino from 'pino';\nexport const log = pino();\n", 'apps/api/src/app.ts': `import { log } from './log';\n${ESM}log.info('up');\n` };
    const worker = (specifier: string) => ({ ...other, 'apps/worker/package.json': '{"dependencies":{"express":"4"}}', 'apps/worker/src/main.ts': `import { app } from '${specifier}';\n${ESM.replaceAll('app', 'own')}` });
    const near = javascript(worker('../../api/src/app'), {}, 'apps/worker/src/main.ts');
    expect(near.newLogger).toBeUndefined();
    expect(near.logger).toMatchObject({ path: 'apps/api/src/log.ts', imported: 'log', name: 'log' });
  });

  it('is laid out by settings in plain data', async () => {
    const { newLogger } = javascript({ 'src/app.ts': ESM, '.prettierrc': 'semi: false\nsingleQuote: true # as ever\n', '.editorconfig': 'root = true\n[*]\nend_of_line = crlf\n' });
    expect(await textOf(newLogger)).toContain("import { pino } from 'pino'\r\n");
  });

  it('is made with winston where the package uses it', async () => {
    const files = { 'src/app.ts': `import './worker';\n${ESM}`, 'src/worker.ts': "import winston from 'winston';\nconst own = winston.createLogger({});\nown.info('up');\n" };
    const { newLogger } = javascript(files, { dependencies: { express: '4', winston: '3' } });
    expect(newLogger).toMatchObject({ form: 'message-first', needs: [{ kind: 'file' }], action: { kind: 'logging' } });
    expect(await textOf(newLogger)).toMatch(/^import \* as winston from 'winston';\n[^]*transports: \[new winston.transports.Console\(\)\]/);
  });

  it.each([
    ['utils', ['src/app.ts', 'src/utils/a.ts', 'src/lib/b.ts'], 'src/utils/logger.ts'],
    ['lib, where there are no utils', ['src/app.ts', 'src/lib/b.ts'], 'src/lib/logger.ts'],
    ['new utils, where there is neither', ['src/app.ts', 'src/routes/b.ts'], 'src/utils/logger.ts'],
    ['a flat folder', ['src/app.ts', 'src/b.ts'], 'src/logger.ts'],
    ['the folder of the server', ['server/app.ts', 'server/lib/a.ts', 'client/utils/a.ts'], 'server/lib/logger.ts'],
  ])('goes into %s', (_, paths, path) => {
    const imports = paths.slice(1).filter((each) => !each.startsWith('client/')).map((each) => `import './${each.replace(/^\w+\//, '')}';\n`).join('');
    const files = Object.fromEntries(paths.map((each, i) => [each, i === 0 ? imports + ESM : 'export const a = 1;\n']));
    expect(javascript(files, {}, paths[0]!).newLogger?.path).toBe(path);
  });

  it('does not take the place of another file', () => {
    const files = { 'src/app.ts': `import './utils/a';\n${ESM}`, 'src/utils/a.ts': 'export const a = 1;\n', 'src/utils/logger.tsx': 'export const Logger = () => <p/>;\n' };
    expect(javascript(files).newLogger?.path).not.toBe('src/utils/logger.ts');
  });

  it.each<[string, { readonly [path: string]: string }, { readonly [key: string]: unknown }]>([
    ['its manifest has no server', { 'src/app.ts': "import { createServer } from 'node:http';\ncreateServer().listen(1);\n" }, { dependencies: { lodash: '4' } }],
    ['it runs at the edge', { 'src/app.ts': "import { Hono } from 'hono';\nexport default new Hono();\n" }, { dependencies: { hono: '4' }, devDependencies: { wrangler: '3' } }],
    ['console was replaced', { 'src/app.ts': `${ESM}console.log = (...args) => send(args);\n` }, {}],
    ['it speaks a protocol on stdout', { 'src/app.ts': `import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\n${ESM}new StdioServerTransport();\n` }, {}],
    ['it has functions for logging', { 'src/app.ts': `import { logInfo } from './logger';\n${ESM}logInfo('up');\n`, 'src/logger.ts': 'export function logInfo(m: string) { console.log(m); }\nexport function logError(m: string) { console.error(m); }\n' }, {}],
  ])('is not made where %s', (_, files, manifest) => {
    expect(javascript(files, manifest).newLogger).toBeUndefined();
  });
});

describe('the manifest', () => {
  it.each([
    ['the manager it names', { 'src/app.ts': ESM }, { packageManager: 'pnpm@9.1.0' }, 'pnpm install', false],
    ['the lock file beside it', { 'src/app.ts': ESM, 'yarn.lock': '' }, {}, 'yarn install', true],
    ['npm otherwise', { 'src/app.ts': ESM }, {}, 'npm install', false],
  ])('is installed by %s', (_, files, manifest, install, hasLockFile) => {
    expect(javascript(files, manifest)).toMatchObject({ install, hasLockFile });
  });

  it('of a workspace is installed by the lock file above', () => {
    const facts = factsOf({ 'package.json': '{ "devDependencies": { "turbo": "2" } }', 'pnpm-lock.yaml': '', 'apps/api/package.json': '{ "dependencies": { "express": "4" } }', 'apps/api/app.js': COMMON });
    expect(facts.packageOf('apps/api/app.js').javascript).toMatchObject({ install: 'pnpm install', hasLockFile: true, dependencies: ['express', 'turbo'] });
  });

  it.each([['>=18.17', '18.17.0'], ['^20', '20.0.0'], ['20.x', '20.0.0'], ['18 || >=20', '18.0.0'], ['>=16 <21', '16.0.0'], ['18 - 22', '18.0.0'], ['<20', undefined], ['*', undefined]])('allows Node from %s on', (range, lowest) => {
    expect(javascript({ 'src/app.ts': ESM }, { engines: { node: range } }).node).toBe(lowest);
  });
});

describe('the kind of modules', () => {
  const TYPED = { 'src/app.ts': ESM };
  it.each<[string, { readonly [path: string]: string }, { readonly [key: string]: unknown }, string]>([
    ['what the manifest says', { 'src/app.js': ESM }, { type: 'module' }, 'esm'],
    ['CommonJS without a word', { 'src/app.js': COMMON }, {}, 'commonjs'],
    ['how sources for a bundler are written', { 'src/app.js': ESM }, {}, 'esm'],
    ['what TypeScript makes', { ...TYPED, 'tsconfig.json': '{ "compilerOptions": { "module": "CommonJS", }, } // default' }, {}, 'commonjs'],
    ['what an extended config makes', { ...TYPED, 'tsconfig.json': '{ "extends": "./base.json" }', 'tsconfig.base.json': '{}', 'base.json': '' }, {}, 'commonjs'],
    ['modules of a bundler', { ...TYPED, 'tsconfig.json': '{ "compilerOptions": { "module": "esnext" } }' }, {}, 'esm'],
  ])('is %s', (_, files, manifest, kind) => {
    expect(javascript(files, manifest, Object.keys(files)[0]!).moduleKind).toBe(kind);
  });

  it.each([
    ['as most do', `import './a.js';\nimport './b.js';\nimport './c';\n${ESM}`, {}, '.js'],
    ['with nothing', `import './a';\n${ESM}`, {}, ''],
    ['with the source\'s own', `import './a.ts';\n${ESM}`, {}, '.ts'],
  ])('imports end %s', (_, app, manifest, ending) => {
    expect(javascript({ 'src/app.ts': app, 'src/a.ts': '', 'src/b.ts': '', 'src/c.ts': '' }, manifest).importExtension).toBe(ending);
  });

  it('imports of plain modules end in .js before there is one', () => {
    expect(javascript({ 'src/app.js': ESM }, { type: 'module' }, 'src/app.js').importExtension).toBe('.js');
  });
});

describe('files of both languages', () => {
  it('are told apart where a script only loads what was built', () => {
    const facts = javascript({ 'src/app.ts': ESM, 'api/index.js': `const { app } = require('../dist/app');\n${COMMON}` });
    expect(facts).not.toHaveProperty('plainLoadsTyped');
    expect(facts).not.toHaveProperty('typedLoadsPlain');
  });

  it('load each other where one imports the other', () => {
    expect(javascript({ 'src/app.ts': `import './old';\n${ESM}`, 'src/old.js': '' })).toMatchObject({ typedLoadsPlain: true });
    expect(javascript({ 'src/app.js': `require('./new');\n${COMMON}`, 'src/new.ts': '' }, {}, 'src/app.js')).toMatchObject({ plainLoadsTyped: true });
  });
});

describe('settings of prettier', () => {
  it.each<[string, { readonly [path: string]: string }, { readonly [key: string]: unknown }, unknown]>([
    ['JSON', { '.prettierrc': '{ "semi": false, // as ever\n "plugins": ["x"] }' }, {}, { semi: false }],
    ['JSON5', { '.prettierrc.json5': "{ semi: false, singleQuote: true, endOfLine: 'lf' }" }, {}, { semi: false, singleQuote: true, endOfLine: 'lf' }],
    ['YAML', { '.prettierrc.yml': 'tabWidth: 4\ntrailingComma: "all"\n' }, {}, { tabWidth: 4, trailingComma: 'all' }],
    ['TOML', { '.prettierrc.toml': 'useTabs = true\n' }, {}, { useTabs: true }],
    ['the manifest', {}, { prettier: { printWidth: 100 } }, { printWidth: 100 }],
    ['an override for the files', { '.prettierrc': '{ "semi": true, "overrides": [{ "files": "*.ts", "options": { "semi": false } }] }' }, {}, { semi: false }],
    ['code, which is not run', { 'prettier.config.js': 'module.exports = { semi: false };' }, {}, undefined],
    ['nowhere', {}, {}, undefined],
  ])('from %s', (_, files, manifest, options) => {
    expect(javascript({ 'src/app.ts': ESM, ...files }, manifest).prettier).toEqual(options);
  });
});

describe('errors for users', () => {
  it.each([
    ['with a status', 'class Broken extends Error { constructor(message: string, public statusCode: number) { super(message); } }', ['Broken']],
    ['that are operational', 'class Broken extends Error { isOperational = true; }', ['Broken']],
    ['by name', 'class NotFoundError extends Error {}', ['NotFoundError']],
    ['through another class', 'class AppError extends Error {}\nclass Denied extends AppError {}', ['AppError', 'Denied']],
    ['of Nest', "import { HttpException } from '@nestjs/common';\nclass Gone extends HttpException {}", ['Gone', 'HttpException']],
    ['but not plain ones', 'class ParseError extends Error {}', []],
    ['but not what broke inside', 'class AppError extends Error {}\nclass DatabaseError extends AppError { constructor(message: string) { super(message, 500); } }', ['AppError']],
    ['but not those of somebody else\'s API', 'class StripeApiError extends Error { status = 1; }', []],
    ['but no name that means two things', 'class Broken extends Error { statusCode = 400; }\n{ class Broken extends Error {} }', []],
  ])('are those %s', (_, text, names) => {
    expect(javascript({ 'src/app.ts': `${text}\n${ESM}` }).userErrors).toEqual(names);
  });

  it('are found across files', () => {
    expect(javascript({ 'src/app.ts': `import { Denied } from './b';\n${ESM}`, 'src/a.ts': 'export class Base extends Error { status = 1; }\n', 'src/b.ts': "import { Base } from './a';\nexport class Denied extends Base {}\n" }).userErrors).toEqual(['Base', 'Denied']);
  });
});
