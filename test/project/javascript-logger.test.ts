import { describe, expect, it } from 'vitest';
import type { JavaScriptFacts } from '../../src/languages/types.ts';
import { factsOf } from './repository.ts';

const MANIFEST = JSON.stringify({ name: 'api', dependencies: { express: '^4' } });
const USER = "import express from 'express';\nimport { logger } from './logger.js';\nexport const app = express();\nlogger.info('up');\napp.listen(3000);\n";

/** Facts of a package with an Express server in `src/app.ts` and the given files. */
function javascript(files: { readonly [path: string]: string }, manifest = MANIFEST): JavaScriptFacts {
  return factsOf({ 'package.json': manifest, ...files }).packageOf('src/app.ts').javascript!;
}

/** What is known of the logger that a module exports as `logger`. */
function loggerOf(text: string, extension = 'ts', user = USER): JavaScriptFacts['logger'] {
  return javascript({ [`src/logger.${extension}`]: text, 'src/app.ts': user }).logger;
}

describe('the order of arguments, from the definition', () => {
  it.each([
    ['winston', "import winston from 'winston';\nexport const logger = winston.createLogger({});\n", 'message-first'],
    ['winston by name', "import { createLogger, format } from 'winston';\nconst logger = createLogger({ format: format.json() });\nexport { logger };\n", 'message-first'],
    ['a child of winston', "import winston from 'winston';\nconst base = winston.createLogger({});\nexport const logger = base.child({ service: 'api' });\n", 'message-first'],
    ['pino', "import pino from 'pino';\nexport const logger = pino({ level: 'info' });\n", 'object-first'],
    ['pino by branch', "import pino from 'pino';\nlet logger: pino.Logger;\nif (process.env.CI) { logger = pino({}); } else { logger = pino({ level: 'debug' }); }\nexport { logger };\n", 'object-first'],
    ['pino made by a function', "import pino from 'pino';\nfunction make() {\n  if (process.env.CI) return pino();\n  return pino({ level: 'debug' });\n}\nexport const logger = make();\n", 'object-first'],
    ['bunyan', "import bunyan from 'bunyan';\nexport const logger = bunyan.createLogger({ name: 'api' });\n", 'object-first'],
    ['the log of Fastify', "import Fastify from 'fastify';\nexport const fastify = Fastify({ logger: true });\nexport const logger = fastify.log;\n", 'object-first'],
    ['log4js', "import log4js from 'log4js';\nexport const logger = log4js.getLogger('api');\n", 'variadic'],
    ['consola', "import { consola } from 'consola';\nexport const logger = consola.withTag('api');\n", 'variadic'],
    ['console itself', 'export const logger = console;\n', 'variadic'],
    ['methods of console', 'export const logger = { info: console.info.bind(console), warn: console.warn, error: console.error };\n', 'variadic'],
    ['functions that hand everything on to console', 'export const logger = {\n  info: (...args: unknown[]) => console.log(...args),\n  error: (...args: unknown[]) => console.error(...args),\n};\n', 'variadic'],
    ['functions that hand everything on to pino', "import pino from 'pino';\nconst base = pino();\nexport const logger = {\n  info: (...args: any[]) => base.info(...args),\n  error: (...args: any[]) => base.error(...args),\n};\n", 'object-first'],
    ['a text and what console prints after it', "export const logger = {\n  info: (message: string, ...rest: unknown[]) => console.log('[i]', message, ...rest),\n  error: (message: string, ...rest: unknown[]) => console.error('[e]', message, ...rest),\n};\n", 'message-first'],
    ['an object and then a message', "export const logger = {\n  info(data: object, message?: string) { console.log(message, data); },\n  error(data: object, message?: string) { console.error(message, data); },\n};\n", 'object-first'],
    ['a text alone', 'export const logger = {\n  info: (message: string) => console.log(message),\n  error: (message: string) => console.error(message),\n};\n', 'text'],
    ['Nest\'s interface', "import { LoggerService } from '@nestjs/common';\nexport class AppLogger implements LoggerService {\n  log(message: any) { console.log(message); }\n  error(message: any, trace?: string) { console.error(message, trace); }\n  warn(message: any) { console.warn(message); }\n}\nexport const logger = new AppLogger();\n", 'nest'],
  ])('%s', (_, text, form) => {
    expect(loggerOf(text)).toMatchObject({ form, imported: 'logger', name: 'logger', path: 'src/logger.ts' });
  });

  it('takes the levels a winston logger names', () => {
    const text = "import winston from 'winston';\nconst levels = { error: 0, warn: 1, info: 2 };\nexport const logger = winston.createLogger({ levels });\n";
    expect(loggerOf(text)?.methods).toEqual(['error', 'warn', 'info']);
  });

  it.each([
    ['wants the name of a module first', 'class Logger {\n  info(module: string, message: unknown) { console.log(module, message); }\n  error(module: string, message: unknown) { console.error(module, message); }\n}\nexport const logger = new Logger();\n'],
    ['takes one object', 'export const logger = {\n  info: ({ message }: { message: string }) => console.log(message),\n  error: ({ message }: { message: string }) => console.error(message),\n};\n'],
  ])('is not known of one that %s', (_, text) => {
    expect(loggerOf(text)).toBeUndefined();
    const facts = javascript({ 'src/logger.ts': text, 'src/app.ts': USER });
    expect(facts.newLogger).toBeUndefined();
    expect(facts.unclearLogger).toBe('src/logger.ts');
  });
});

describe('what a method takes after the text', () => {
  it('is an error that it cannot do without', () => {
    const text = 'export const logger = {\n  info(message: string) { console.log(message); },\n  error(message: string, error: Error) { console.error(message, error.stack); },\n};\n';
    expect(loggerOf(text)).toMatchObject({ takes: { error: 'error' }, parameters: { error: { parameters: ['message', 'error'], needsError: true } } });
  });

  const made = (method: string, helper = '') => `${helper}export const logger = {\n  info: (message: string, details?: any) => console.log(message, details),\n  error: ${method},\n};\n`;

  it.each([
    ['anything that console prints', made('(message: string, details?: unknown) => console.error(message, details)'), undefined],
    ['an error whose stack is looked for', made('(message: string, details?: unknown) => console.error(JSON.stringify({ message, stack: details instanceof Error ? details.stack : details }))'), undefined],
    ['plain values, where all becomes JSON', made('(message: string, details?: any) => console.error(JSON.stringify({ message, ...details }))'), 'plain'],
    ['plain values, where a helper makes JSON of them', made('(message: string, details?: any) => write(message, details)', 'function write(text: string, extra?: any) { console.error(text + JSON.stringify(extra)); }\n'), 'plain'],
    ['an Error, by its type', made('(message: string, error?: Error) => console.error(message, error)'), 'error'],
    ['an object with any keys, by its type', made('(message: string, details?: Record<string, unknown>) => console.error(message, details)'), 'record'],
    ['an object with any keys that becomes JSON', made('(message: string, details?: Record<string, unknown>) => console.error(message, JSON.stringify(details))'), 'plain'],
    ['plain values, where winston gets them in a list', "import winston from 'winston';\nconst base = winston.createLogger({});\nexport const logger = {\n  info: (message: string, ...rest: any[]) => base.info(message, rest),\n  error: (message: string, ...rest: any[]) => base.error(message, rest),\n};\n", 'plain'],
    ['anything that winston is given one by one', "import winston from 'winston';\nconst base = winston.createLogger({});\nexport const logger = {\n  info: (message: string, ...rest: any[]) => base.info(message, ...rest),\n  error: (message: string, ...rest: any[]) => base.error(message, ...rest),\n};\n", undefined],
    ['nothing, where pino would fill it into the text', "import pino from 'pino';\nconst base = pino();\nexport const logger = {\n  info: (message: string) => base.info(message),\n  error: (message: string, details?: any) => base.error(message, details),\n  warn: (message: string, details?: any) => base.warn(details, message),\n};\n", 'nothing'],
    ['what the method takes it hands on to', 'const base = {\n  info: (message: string, extra?: any) => console.log(message, extra),\n  error: (message: string, extra?: any) => console.error(message, JSON.stringify(extra)),\n};\nexport const logger = {\n  info: (message: string, ...rest: any[]) => base.info(message, ...rest),\n  error: (message: string, ...rest: any[]) => base.error(message, ...rest),\n};\n', 'plain'],
    ['nothing', made('(message: string) => console.error(message)'), 'nothing'],
  ])('%s', (_, text, takes) => {
    expect(loggerOf(text)?.takes?.['error']).toBe(takes);
  });

  it('is what pino makes of the object a wrapper hands on', () => {
    const text = "import pino, { type Logger as Base } from 'pino';\nclass Logger {\n  private readonly root: Base;\n  constructor(root?: Base) { this.root = root ?? pino(); }\n  private current(): Base { return this.root; }\n"
      + "  info(msg: string, data?: Record<string, unknown>): void { this.current().info(data ?? {}, msg); }\n  error(msg: string, data?: Record<string, unknown>): void { this.current().error(data ?? {}, msg); }\n}\nexport const logger = new Logger();\n";
    expect(loggerOf(text)).toMatchObject({ form: 'message-first', takes: { info: 'record', error: 'record' } });
  });
});

describe('the order of arguments, from the calls', () => {
  const WRAPPER = "import { send } from './transport.js';\nexport const logger = {\n  info: (message, details) => send('info', message, details),\n  error: (message, details) => send('error', message, details),\n};\n";
  const user = (...calls: string[]) => `import express from 'express';\nimport { logger } from './logger.js';\nexport const app = express();\nexport function run(error) {\n${calls.map((call) => `  ${call}\n`).join('')}}\n`;

  it('is a text first where errors and objects follow it', () => {
    expect(loggerOf(WRAPPER, 'js', user("logger.error('failed', error);", "logger.info('saved', { id: 1 });"))?.form).toBe('message-first');
  });

  it('is a text alone where no call has more', () => {
    expect(loggerOf(WRAPPER, 'js', user("logger.info('up');"))?.form).toBe('text');
  });

  it('tells of a logger from a package nobody knows', () => {
    const app = "import express from 'express';\nimport logger from '@acme/logger';\nexport const app = express();\nlogger.info({ port: 1 }, 'up');\nlogger.error({ err: 1 }, 'down');\n";
    expect(javascript({ 'src/app.ts': app }).logger).toMatchObject({ form: 'object-first', module: '@acme/logger', imported: 'default' });
  });
});

describe('how the logger is exported', () => {
  const COMMON = "const winston = require('winston');\nconst logger = winston.createLogger({});\n";
  const app = (taken: string) => `const express = require('express');\n${taken}\nconst app = express();\nlogger.info('up');\napp.listen(1);\nmodule.exports = app;\n`;

  it.each([
    ['as the whole module', `${COMMON}module.exports = logger;\n`, "const logger = require('./logger');", 'default'],
    ['in an object', `${COMMON}module.exports = { logger, other: 1 };\n`, "const { logger } = require('./logger');", 'logger'],
    ['as a property', `${COMMON}exports.logger = logger;\n`, "const { logger } = require('./logger');", 'logger'],
    ['as a property read off the call', `${COMMON}module.exports.logger = logger;\n`, "const logger = require('./logger').logger;", 'logger'],
  ])('%s', (_, text, taken, imported) => {
    expect(javascript({ 'src/logger.js': text, 'src/app.ts': app(taken) }).logger).toMatchObject({ imported, form: 'message-first', path: 'src/logger.js' });
  });

  it('as the default, through a barrel and an alias', () => {
    const facts = javascript({
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
      'src/core/log/logger.ts': "import pino from 'pino';\nconst logger = pino();\nexport default logger;\n",
      'src/core/log/index.ts': "export { default as logger } from './logger';\n",
      'src/app.ts': "import express from 'express';\nimport { logger as log } from '@/core/log';\nexport const app = express();\nlog.info('up');\n",
    });
    expect(facts.logger).toMatchObject({ form: 'object-first', name: 'log', imported: 'logger', path: 'src/core/log/index.ts', module: '@/core/log' });
    expect(facts.aliases).toEqual({ '@/': 'src/' });
    expect(facts.loggers).toMatchObject({ 'src/core/log#logger': { form: 'object-first' } });
  });

  it('as static methods of a class', () => {
    const text = 'class Logger {\n  static info(message, data) { console.log(message, data); }\n  static error(message, data) { console.error(message, data); }\n}\nmodule.exports = { Logger };\n';
    const facts = javascript({ 'src/logger.js': text, 'src/app.ts': "const express = require('express');\nconst { Logger } = require('./logger');\nconst app = express();\nLogger.info('up');\napp.listen(1);\n" });
    expect(facts.logger).toMatchObject({ name: 'Logger', imported: 'Logger', form: 'message-first' });
    expect(facts.logger).not.toHaveProperty('makes');
  });

  it('as a function that makes one by name', () => {
    const facts = javascript({
      'src/logger.ts': "import winston from 'winston';\nconst base = winston.createLogger({});\nexport function createLogger(service: string): winston.Logger {\n  return base.child({ service });\n}\n",
      'src/app.ts': "import express from 'express';\nimport { createLogger } from './logger';\nconst log = createLogger('app');\nexport const app = express();\nlog.info('up');\n",
    });
    expect(facts.logger).toMatchObject({ name: 'log', imported: 'createLogger', makes: 'call', argument: 'name', form: 'message-first' });
  });

  it('as a function that makes one by path', () => {
    const facts = javascript({
      'src/logger.js': "const pino = require('pino');\nmodule.exports = (file) => pino().child({ file });\n",
      'src/app.ts': "const express = require('express');\nconst logger = require('./logger')(__filename);\nconst makeLogger = require('./logger');\nconst log = makeLogger(__filename);\nexpress().listen(1);\nlog.info('up');\n",
    });
    expect(facts.logger).toMatchObject({ imported: 'default', makes: 'call', argument: 'filename' });
  });

  it('as a class to make one of', () => {
    const facts = javascript({
      'src/logger.ts': 'export class Logger {\n  constructor(private readonly context: string) {}\n  info(message: string, meta?: unknown) { console.log(this.context, message, meta); }\n  error(message: string, meta?: unknown) { console.error(this.context, message, meta); }\n}\n',
      'src/app.ts': "import express from 'express';\nimport { Logger } from './logger';\nconst logger = new Logger('app');\nexport const app = express();\nlogger.info('up');\n",
    });
    expect(facts.logger).toMatchObject({ name: 'logger', imported: 'Logger', makes: 'new', argument: 'name' });
  });
});

describe('the logger of a package', () => {
  const WINSTON = "import winston from 'winston';\nexport const logger = winston.createLogger({});\n";
  const server = (body = '') => `import express from 'express';\n${body}export const app = express();\napp.listen(3000);\n`;

  it('is the one most modules import', () => {
    const service = (path: string) => `import { logger } from '${path}';\nexport const run = () => logger.info('x');\n`;
    const facts = javascript({
      'src/logger.ts': WINSTON, 'src/monitoring.ts': WINSTON,
      'src/app.ts': server("import './a.js';\nimport './b.js';\nimport './c.js';\n"),
      'src/a.ts': service('./logger.js'), 'src/b.ts': service('./logger.js'), 'src/c.ts': service('./monitoring.js'),
    });
    expect(facts.logger?.path).toBe('src/logger.ts');
    expect(Object.keys(facts.loggers)).toEqual(['src/logger#logger', 'src/monitoring#logger']);
  });

  it('is one, whether it is imported by name or as the default', () => {
    const facts = javascript({
      'src/logger.ts': `${WINSTON}export default logger;\n`, 'src/app.ts': server("import './a.js';\nimport './b.js';\n"),
      'src/a.ts': "import logger from './logger.js';\nlogger.info('x');\n", 'src/b.ts': "import { logger } from './logger.js';\nlogger.info('x');\n",
    });
    expect(facts.logger).toMatchObject({ path: 'src/logger.ts', imported: 'logger', name: 'logger' });
    expect(Object.keys(facts.loggers)).toEqual(['src/logger#default', 'src/logger#logger']);
  });

  it('may be functions that say their level', () => {
    const text = 'const write = (level: string, text: string, more?: object) => console.log(level, text, more);\n'
      + 'export function logError(message: string, error?: Error, context?: Record<string, unknown>) { write("ERROR", message, { error, ...context }); }\n'
      + 'export const logWarn = (message: string, context: object = {}) => write("WARN", message, context);\nexport const logDb = (query: string) => write("DB", query);\n';
    const facts = javascript({ 'src/logger.ts': text, 'src/app.ts': server("import { logWarn } from './logger.js';\n") });
    expect(facts.logger).toMatchObject({
      path: 'src/logger.ts', form: 'message-first', methods: ['error', 'warn'], takes: { error: 'error' },
      functions: { error: { name: 'logError', parameters: ['message', 'error', 'details'] }, warn: { name: 'logWarn', parameters: ['message', 'details'] } },
    });
  });

  it('is not functions that a few of many files call, nor functions that take something else', () => {
    const text = 'export const logError = (message: string, error: Error) => console.error(message, error.stack);\nexport const logInfo = (message: string) => console.log(message);\n';
    const others = Array.from({ length: 12 }, (_, i) => [`src/part${i}.ts`, `export const run${i} = () => console.log('${i}');\n`] as const);
    const files = { 'src/logger.ts': text, 'src/one.ts': "import { logInfo } from './logger.js';\nexport const one = () => logInfo('x');\n", ...Object.fromEntries(others) };
    const app = server(["import './one.js';", ...others.map((_, i) => `import './part${i}.js';`), ''].join('\n'));
    const few = javascript({ ...files, 'src/app.ts': app });
    expect([few.logger, few.unclearLogger, few.newLogger?.path]).toEqual([undefined, undefined, 'src/log.ts']);
    const odd = javascript({ 'src/logger.ts': text.replaceAll('(message: string', '(scope: string, message: string'), 'src/app.ts': server("import { logInfo } from './logger.js';\n") });
    expect([odd.logger, odd.unclearLogger]).toEqual([undefined, 'src/logger.ts']);
  });

  it('is the one of everything where files import those of single subjects', () => {
    const text = `${WINSTON}export const dbLogger = logger.child({ part: 'db' });\nexport const authLogger = logger.child({ part: 'auth' });\n`;
    const facts = javascript({
      'src/logger.ts': text, 'src/app.ts': server("import './a.js';\nimport { authLogger } from './logger.js';\n"), 'src/a.ts': "import { dbLogger } from './logger.js';\ndbLogger.info('x');\n",
    });
    expect(facts.logger).toMatchObject({ path: 'src/logger.ts', imported: 'logger' });
  });

  it('is all exports of a module only where these are the methods', () => {
    const methods = 'export const info = (message: string) => console.log(message);\nexport const error = (message: string) => console.error(message);\n';
    const user = server("import * as logger from './logger.js';\nlogger.info('x');\n");
    expect(Object.keys(javascript({ 'src/logger.ts': methods, 'src/app.ts': user }).loggers)).toEqual(['src/logger#*']);
    expect(javascript({ 'src/logger.ts': `${WINSTON}export default logger;\n`, 'src/app.ts': user }).loggers).toEqual({});
  });

  it('is not the default logger of winston where nothing gives it a place to write to', () => {
    const user = server("import winston from 'winston';\nwinston.error('x');\n");
    expect(javascript({ 'src/app.ts': user }).loggers).toEqual({});
    expect(Object.keys(javascript({ 'src/app.ts': user, 'src/setup.ts': "import winston from 'winston';\nwinston.add(new winston.transports.Console());\n" }).loggers)).toEqual(['winston#default']);
  });

  it('is one that nobody imports yet', () => {
    expect(javascript({ 'src/utils/logger.ts': WINSTON, 'src/app.ts': server() }).logger).toMatchObject({ path: 'src/utils/logger.ts', imported: 'logger', name: 'logger' });
  });

  it('is not one of audits or requests', () => {
    const facts = javascript({ 'src/auditLogger.ts': WINSTON.replace('logger', 'auditLogger'), 'src/app.ts': server("import { auditLogger } from './auditLogger.js';\n") });
    expect(facts.logger).toBeUndefined();
    expect(facts.loggers).toHaveProperty('src/auditLogger#auditLogger');
  });

  it('is not one that is made for a request', () => {
    const text = "import pino from 'pino';\nexport const forRequest = (req: { id: string }) => pino().child({ id: req.id });\n";
    expect(javascript({ 'src/request-log.ts': text.replace('forRequest', 'createLogger'), 'src/app.ts': server("import { createLogger } from './request-log.js';\n") }).logger).toBeUndefined();
  });

  it('is not that of the browser', () => {
    const facts = factsOf({
      'package.json': JSON.stringify({ dependencies: { express: '4', react: '18' } }),
      'client/src/lib/logger.ts': 'export const logger = { info: (m: string) => console.log(m), error: (m: string) => console.error(m) };\n',
      'client/src/main.tsx': "import { logger } from './lib/logger';\nimport { createRoot } from 'react-dom/client';\nlogger.info('x');\ncreateRoot(document.body).render(<p/>);\n",
      'server/index.ts': server(),
    }).packageOf('server/index.ts').javascript!;
    expect(facts.logger).toBeUndefined();
    expect(facts.newLogger?.path).toBe('server/logger.ts');
  });

  it('is not made beside a library that logs in a form of its own', () => {
    const facts = javascript({
      'src/logs.ts': "import * as log4js from 'log4js';\nexport const LOGS = { app: log4js.getLogger('app'), http: log4js.getLogger('http') };\n",
      'src/app.ts': server("import { LOGS } from './logs';\nLOGS.app.info('up');\n"),
    }, JSON.stringify({ dependencies: { express: '4', log4js: '6' } }));
    expect(facts.newLogger).toBeUndefined();
    expect(facts.noLogger).toBe('the package logs with `log4js` in a form of its own');
  });

  it('is not a file of middleware that writes a line per request', () => {
    const middleware = 'export const perRequest = async (c: any, next: any) => {\n  await next();\n  console.log(c.req.path);\n};\n';
    const facts = javascript({ 'src/middleware/logger.ts': middleware, 'src/app.ts': server("import { perRequest } from './middleware/logger';\n") });
    expect(facts.unclearLogger).toBeUndefined();
    expect(facts.newLogger?.path).toBe('src/utils/logger.ts');
  });

  it('is imported by the alias that most files go by', () => {
    const config = { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }', 'src/db/pool.ts': 'export const pool = 1;\n' };
    const usual = (...specifiers: readonly string[]) => javascript({
      ...config, 'src/app.ts': server(), ...Object.fromEntries(specifiers.map((specifier, i) => [`src/a/${i}.ts`, server(`import { pool } from '${specifier}';\n`)])),
    }).usualAlias;
    expect(usual('@/db/pool', '../db/pool', '@/db/pool')).toBe('@/');
    expect(usual('@/db/pool', '../db/pool', '../db/pool')).toBeUndefined();
  });

  it('is not middleware of that name', () => {
    const facts = javascript({ 'src/app.ts': server("import logger from 'morgan';\n").replace('app.listen', "app.use(logger('dev'));\napp.listen") });
    expect(facts.logger).toBeUndefined();
    expect(facts.newLogger?.path).toBe('src/logger.ts');
  });

  it('may come from another package of the workspace', () => {
    const facts = factsOf({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/logger/package.json': '{ "name": "@acme/logger", "main": "index.ts" }', 'packages/logger/index.ts': WINSTON,
      'packages/api/package.json': MANIFEST, 'packages/api/app.ts': server("import { logger } from '@acme/logger';\nlogger.info('up');\n"),
    }).packageOf('packages/api/app.ts').javascript!;
    expect(facts.logger).toMatchObject({ module: '@acme/logger', imported: 'logger', form: 'message-first' });
    expect(facts.logger).not.toHaveProperty('path');
    expect(facts.aliases).toEqual({});
  });

  it('is Nest\'s own in an application of Nest', () => {
    const main = "import { NestFactory } from '@nestjs/core';\nimport { Module } from '@nestjs/common';\n@Module({})\nclass App {}\nNestFactory.create(App).then((app) => app.listen(3000));\n";
    expect(javascript({ 'src/app.ts': main }, JSON.stringify({ dependencies: { '@nestjs/common': '10', '@nestjs/core': '10' } })).logger).toEqual({
      form: 'nest', methods: ['log', 'error', 'warn', 'debug', 'verbose', 'fatal'], name: 'logger', imported: 'Logger', module: '@nestjs/common', makes: 'new', argument: 'name',
    });
  });

  it('is none that has to be injected', () => {
    const text = "import { Injectable, LoggerService } from '@nestjs/common';\nimport { PinoLogger } from 'nestjs-pino';\n@Injectable()\nexport class AppLogger implements LoggerService {\n  constructor(private readonly logger: PinoLogger) {}\n"
      + '  log(message: string) { this.logger.info(message); }\n  error(message: string) { this.logger.error(message); }\n  warn(message: string) { this.logger.warn(message); }\n}\n';
    const app = "import { Injectable } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\nimport { AppLogger } from './app-logger';\n@Injectable()\nexport class A { constructor(private readonly log: AppLogger) {} }\nNestFactory.create(A);\n";
    expect(javascript({ 'src/app-logger.ts': text, 'src/app.ts': app }).logger).toMatchObject({ module: '@nestjs/common' });
  });
});

describe('winston without a logger of its own', () => {
  const store = (call: string) => `const winston = require('winston');\nexports.save = () => { winston.${call}; };\n`;
  const app = "import express from 'express';\nimport './store.js';\nimport './admin/logger.js';\nimport './setup.js';\nexpress().listen(3000);\n";
  const page = 'exports.get = (req, res) => res.render(\'logger\');\n';

  it('is the logger where something sets it up', () => {
    const setup = "const winston = require('winston');\nwinston.configure({ transports: [new winston.transports.Console()] });\n";
    const { logger } = javascript({ 'src/app.ts': app, 'src/store.js': store("info('saved')"), 'src/admin/logger.js': page, 'src/setup.js': setup });
    expect(logger).toMatchObject({ name: 'winston', imported: 'default', module: 'winston', form: 'message-first' });
  });

  it('is none where its lines go nowhere', () => {
    expect(javascript({ 'src/app.ts': app, 'src/store.js': store("info('saved')"), 'src/admin/logger.js': page, 'src/setup.js': '' }).logger).toBeUndefined();
  });
});

describe('files at the edge', () => {
  const manifest = (more: object = {}) => JSON.stringify({ name: 'api', dependencies: { hono: '^4' }, devDependencies: { wrangler: '^3' }, ...more });
  const WORKER = "import { greet } from './greet.js';\nexport default {\n  async fetch(request) { return new Response(greet(request.url)); },\n};\n";

  it('are those that answer there and what they import, whatever else the package holds', () => {
    const facts = factsOf({
      'package.json': manifest(), 'src/worker.ts': WORKER, 'src/greet.ts': "export const greet = (name: string) => name;\n",
      'src/server.ts': "import { createServer } from 'node:http';\nimport { save } from './save.js';\ncreateServer((req, res) => { save(req.url); res.end(); }).listen(3000);\n",
      'src/save.ts': "import { writeFileSync } from 'node:fs';\nexport const save = (text: string) => writeFileSync('x', text);\n",
    }).packageOf('src/worker.ts').javascript!;
    expect(facts.edgeFiles).toEqual(['src/worker.ts', 'src/greet.ts']);
    expect(facts.newLogger?.path).toBe('src/logger.ts');
  });

  it('leave nothing to make a logger for where they are all there is', () => {
    const facts = factsOf({ 'package.json': manifest(), 'src/worker.ts': WORKER, 'src/greet.ts': "export const greet = (name: string) => name;\n" }).packageOf('src/worker.ts').javascript!;
    expect(facts.newLogger).toBeUndefined();
    expect(facts.noLogger).toContain('at the edge');
  });

  it('are none in a package that only has the tools, beside a server', () => {
    expect(javascript({ 'src/app.ts': "import express from 'express';\nexport const app = express();\napp.listen(3000);\n" }, JSON.stringify({ dependencies: { express: '^4' }, devDependencies: { wrangler: '^3' } })).edgeFiles).toBeUndefined();
  });
});

it('makes a logger for a package of serverless handlers', () => {
  const made = (path: string, text: string) => factsOf({ 'package.json': '{ "name": "jobs", "dependencies": { "stripe": "^14" } }', [path]: text }).packageOf(path).javascript!.newLogger?.path;
  expect(made('src/pay.js', "import Stripe from 'stripe';\nexport const handler = async (event) => ({ statusCode: 200 });\n")).toBe('src/logger.js');
  expect(made('api/pay.js', "import Stripe from 'stripe';\nexport default async function handler(req, res) { res.status(200).json({}); }\n")).toBeDefined();
  expect(made('plugins/serve.js', 'module.exports = (server) => { server.use((req, res) => res.end()); };\n')).toBeUndefined();
});
