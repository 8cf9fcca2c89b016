import type { LoggerShape } from '../types.ts';

/** How code gets at the logger behind an export of a library: by calling it, by `new`, or it is the logger. */
export interface LibraryLogger {
  readonly shape: LoggerShape;
  readonly by: 'call' | 'new' | 'value';
}

const PINO: LoggerShape = { form: 'object-first', methods: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] };
/** Without serializers, which nothing tells of in general, an error under a key has neither text nor stack. */
const BUNYAN: LoggerShape = { ...PINO, takes: Object.fromEntries(PINO.methods.map((method) => [method, 'plain'])) };
const WINSTON: LoggerShape = { form: 'message-first', methods: ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'] };
const CONSOLE: LoggerShape = { form: 'variadic', methods: ['debug', 'log', 'info', 'warn', 'error'] };
const LEVELED: LoggerShape = { form: 'variadic', methods: ['trace', 'debug', 'info', 'warn', 'error'] };
const NEST: LoggerShape = { form: 'nest', methods: ['log', 'error', 'warn', 'debug', 'verbose', 'fatal'] };
const POWERTOOLS: LoggerShape = { form: 'message-first', methods: ['trace', 'debug', 'info', 'warn', 'error', 'critical'] };

/** By `package:export`, as `Scopes.qualifiedName` spells it. */
const LIBRARIES: { readonly [name: string]: LibraryLogger } = {
  'console': { shape: CONSOLE, by: 'value' },
  'winston:default': { shape: WINSTON, by: 'value' },
  'winston:createLogger': { shape: WINSTON, by: 'call' },
  'winston:child': { shape: WINSTON, by: 'call' },
  'winston:loggers.get': { shape: WINSTON, by: 'call' },
  'winston:loggers.add': { shape: WINSTON, by: 'call' },
  'winston:Logger': { shape: WINSTON, by: 'new' },
  'pino:default': { shape: PINO, by: 'call' },
  'pino:pino': { shape: PINO, by: 'call' },
  'bunyan:createLogger': { shape: BUNYAN, by: 'call' },
  'bunyan:default': { shape: BUNYAN, by: 'new' },
  'log4js:getLogger': { shape: { ...LEVELED, methods: [...LEVELED.methods, 'fatal'] }, by: 'call' },
  'consola:default': { shape: { ...CONSOLE, methods: ['trace', ...CONSOLE.methods, 'fatal'] }, by: 'value' },
  'consola:consola': { shape: { ...CONSOLE, methods: ['trace', ...CONSOLE.methods, 'fatal'] }, by: 'value' },
  'consola:createConsola': { shape: { ...CONSOLE, methods: ['trace', ...CONSOLE.methods, 'fatal'] }, by: 'call' },
  'consola:create': { shape: { ...CONSOLE, methods: ['trace', ...CONSOLE.methods, 'fatal'] }, by: 'call' },
  'loglevel:default': { shape: LEVELED, by: 'value' },
  'loglevel:getLogger': { shape: LEVELED, by: 'call' },
  'signale:default': { shape: { ...CONSOLE, methods: ['debug', 'log', 'info', 'warn', 'error', 'fatal'] }, by: 'value' },
  'signale:Signale': { shape: { ...CONSOLE, methods: ['debug', 'log', 'info', 'warn', 'error', 'fatal'] }, by: 'new' },
  'tslog:Logger': { shape: { form: 'variadic', methods: ['silly', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] }, by: 'new' },
  'roarr:Roarr': { shape: PINO, by: 'value' },
  'roarr:default': { shape: PINO, by: 'value' },
  'electron-log:default': { shape: CONSOLE, by: 'value' },
  'firebase-functions:logger': { shape: CONSOLE, by: 'value' },
  'firebase-functions/v1:logger': { shape: CONSOLE, by: 'value' },
  'firebase-functions/v2:logger': { shape: CONSOLE, by: 'value' },
  'firebase-functions/logger:default': { shape: CONSOLE, by: 'value' },
  '@adonisjs/core/services/logger:default': { shape: PINO, by: 'value' },
  '@aws-lambda-powertools/logger:Logger': { shape: POWERTOOLS, by: 'new' },
  '@nestjs/common:Logger': { shape: NEST, by: 'new' },
  '@nestjs/common:ConsoleLogger': { shape: NEST, by: 'new' },
  'nestjs-pino:Logger': { shape: NEST, by: 'new' },
  'nestjs-pino:PinoLogger': { shape: PINO, by: 'new' },
  'nest-winston:WinstonModule.createLogger': { shape: NEST, by: 'call' },
};

/** Packages whose exports are loggers or make them. */
export const LOGGER_PACKAGES: ReadonlySet<string> = new Set(Object.keys(LIBRARIES).filter((name) => name.includes(':')).map((name) => name.slice(0, name.indexOf(':'))));

/** Levels of winston's `config.syslog`, which has no `warn`. */
export const SYSLOG_METHODS: readonly string[] = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];

/** The logger a library's export is or makes; `console` itself is one. */
export function libraryLogger(name: string): LibraryLogger | undefined {
  return Object.hasOwn(LIBRARIES, name) ? LIBRARIES[name] : undefined;
}

/** The logger a library's type stands for. */
export function loggerType(name: string): LoggerShape | undefined {
  if (/^bunyan:(?:Logger|default)$/.test(name)) return BUNYAN;
  if (/^pino:(?:Logger|BaseLogger|default|pino\.Logger)$/.test(name) || name === 'nestjs-pino:PinoLogger' || name === 'fastify:FastifyBaseLogger') return PINO;
  if (name === 'winston:Logger') return WINSTON;
  return /^(?:@nestjs\/common|nestjs-pino):(?:Logger|LoggerService|ConsoleLogger)$/.test(name) ? NEST : undefined;
}

/** The logger of Fastify, which `app.log` and `request.log` are. */
export const FASTIFY_LOGGER = PINO;

/** Nest's own, which classes make for themselves. */
export const NEST_LOGGER = NEST;

/** The logger of Firebase takes what `console` takes. */
export const CONSOLE_LOGGER = CONSOLE;

/** A logger whose methods all take the same beside the text. */
export function withTakes(shape: LoggerShape, takes: NonNullable<LoggerShape['takes']>[string]): LoggerShape {
  return { ...shape, takes: Object.fromEntries(shape.methods.map((method) => [method, takes])) };
}
