import type { NewLogger, NewModule } from '../../languages/types.ts';
import type { Action, Json, Need } from '../../types.ts';
import { join } from '../folders.ts';
import { mostCommon } from '../python/counts.ts';
import { lockedInstall } from './manifest.ts';
import type { JavaScriptScan } from './scan.ts';

/** What tells where a module goes that others share, and how it is written. */
export interface NewModuleInputs {
  readonly dir: string;
  /** The files of the server. */
  readonly server: readonly string[];
  /** All files of the package. */
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly paths: ReadonlySet<string>;
  readonly moduleKind: 'esm' | 'commonjs';
  /** How prettier is to lay out a file at a path. */
  layout(path: string): { readonly [option: string]: Json };
}

export interface NewLoggerInputs extends NewModuleInputs {
  /** The files that run at the edge. */
  readonly edge: readonly string[];
  readonly scans: ReadonlyMap<string, JavaScriptScan>;
  /** Names in the package's own manifest, and those of any kind in it and above. */
  readonly ownDependencies: readonly string[];
  readonly compilerOptions: { readonly [option: string]: Json | undefined };
  readonly install: string;
  readonly hasLockFile: boolean;
}

const SERVERS = new Set([
  'express', 'fastify', 'koa', 'hono', '@hono/node-server', '@nestjs/core', '@hapi/hapi', 'restify', 'polka', 'micro', 'socket.io', 'ws', 'elysia', 'h3', 'nitropack', 'next',
  '@remix-run/node', '@remix-run/express', 'apollo-server', 'apollo-server-express', '@apollo/server', 'graphql-yoga', '@trpc/server', 'firebase-functions',
  '@google-cloud/functions-framework', 'serverless-http', '@vercel/node', '@types/aws-lambda', 'aws-serverless-express', '@codegenie/serverless-express', '@middy/core', '@netlify/functions', '@azure/functions', '@feathersjs/feathers', 'moleculer', 'bullmq', 'bull', 'kafkajs', 'amqplib', 'body-parser', 'cors',
]);
/** Functions that a platform calls for each request: in a folder of such, or by what their module exports. */
const HANDLER_FOLDER = /(?:^|\/)(?:api|functions|lambdas?)\//;
const HANDLER = /^export\s+default\s+(?:async\s+)?(?:function\b\s*\w*\s*)?\(\s*_?(?:req|request|event)\b|^module\.exports\s*=\s*(?:async\s*)?(?:function\b\s*\w*\s*)?\(\s*_?(?:req|request|event)\b|^export\s+(?:async\s+)?function\s+(?:GET|POST|PUT|PATCH|DELETE)\b/m;
/** Folders for what every module may use, most fitting first. */
const SHARED_FOLDERS = ['utils', 'util', 'lib', 'libs', 'helpers', 'helper', 'common', 'shared', 'core', 'config'];
const SOURCE_FOLDERS = new Set(['src', 'server', 'backend', 'api', 'source', 'app']);
const TYPED = /\.[mc]?ts$/;
const NAMES = ['logger', 'log', 'server-logger'];
const EXTENSIONS = ['ts', 'js', 'mjs', 'cjs', 'mts', 'cts', 'tsx', 'jsx'];

/** Libraries a logger can be made with; one the package has already is taken before pino. */
const PINO = { name: 'pino', version: '^9.9.0', form: 'object-first', methods: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] } as const;
const WINSTON = { name: 'winston', form: 'message-first', methods: ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'] } as const;

/** What a package may log with already, in a form that shows no logger to take. */
const OTHER_LIBRARIES = ['log4js', 'bunyan', 'tslog', 'signale', 'consola', 'loglevel', 'roarr', 'tracer', 'npmlog', 'loglayer'];

/** The logger to make for a package that has none, or the reason why none is to be made. */
export function newLogger(inputs: NewLoggerInputs): NewLogger | { readonly reason: string } {
  const { dir, server, texts, ownDependencies, paths } = inputs;
  const isServer = ownDependencies.some((name) => SERVERS.has(name)) || server.some((file) => isHandler(file, inputs));
  if (server.length === 0 || !paths.has(join(dir, 'package.json')) || !isServer) {
    return { reason: 'the package has no logger, and none is made for one without a server among its dependencies' };
  }
  if (server.every((file) => inputs.edge.includes(file))) return { reason: 'the package has no logger, and runs at the edge, where those for Node are not available' };
  const replacing = server.find((file) => /\bconsole\.(?:log|error|warn|info)\s*=[^=>]/.test(texts.get(file)!));
  if (replacing !== undefined) return { reason: `the package has no logger, and \`${replacing}\` puts something else in the place of \`console\`` };
  const speaking = server.find((file) => /\bStdioServerTransport\b/.test(texts.get(file)!));
  if (speaking !== undefined) return { reason: `the package has no logger, and \`${speaking}\` speaks a protocol on standard output` };
  const other = OTHER_LIBRARIES.find((name) => ownDependencies.includes(name) && server.some((file) => isNamedIn(texts.get(file)!, name)));
  if (other !== undefined) return { reason: `the package logs with \`${other}\` in a form of its own` };
  const extension = extensionOf(server, inputs);
  const path = freePath(inputs, extension, NAMES);
  if (path === undefined) return { reason: 'the package has no logger, and every usual place for one is taken' };
  const usesWinston = ownDependencies.includes('winston') && !ownDependencies.includes('pino') && server.some((file) => isNamedIn(texts.get(file)!, 'winston'));
  const library = usesWinston ? WINSTON : PINO;
  const isNew = !ownDependencies.includes(library.name);
  const file: Need = { kind: 'file', key: `file ${path}`, path, text: moduleText(library.name, path, inputs), format: inputs.layout(path) };
  return {
    name: 'logger', imported: 'logger', path, form: library.form, methods: library.methods,
    needs: [file, ...(library === PINO && isNew ? [{ kind: 'dependency', key: `dependency ${PINO.name}`, name: PINO.name, version: PINO.version }] : [])],
    action: isNew ? installAction(inputs) : { kind: 'logging', name: path, message: `\`${path}\` is new: it writes lines from LOG_LEVEL up, \`info\` if it is not set` },
  };
}

/** Whether a platform calls a file for each request. */
function isHandler(file: string, { scans, texts }: NewLoggerInputs): boolean {
  const { server } = scans.get(file)!;
  return server === 'is a serverless handler' || server === 'is a cloud function' || (HANDLER_FOLDER.test(file) && HANDLER.test(texts.get(file)!));
}

/** Whether a file speaks of a package, as its imports do. */
function isNamedIn(text: string, name: string): boolean {
  return text.includes(`'${name}'`) || text.includes(`"${name}"`);
}

function installAction({ dir, install, hasLockFile }: NewLoggerInputs): Action {
  const where = dir === '' ? '' : ` in \`${dir}\``;
  const locked = hasLockFile ? `; until the lock file knows it, a locked install (\`${lockedInstall(install)}\`) fails` : '';
  return { kind: 'dependency', name: PINO.name, message: `run \`${install}\`${where}: ${PINO.name} is a new dependency${locked}` };
}

/** A module to be made for what several files of the server share, under a name in the form that its files have. */
export function newModule(inputs: NewModuleInputs, words: readonly string[]): NewModule | undefined {
  const { server, layout } = inputs;
  if (server.length === 0) return undefined;
  const extension = extensionOf(server, inputs);
  const dashed = server.filter((file) => /\/[a-z]+-[\w-]+\.\w+$/.test(file)).length;
  const cased = server.filter((file) => /\/[a-z]+[A-Z]\w*\.\w+$/.test(file)).length;
  const joined = words.map((word, i) => (i === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
  const path = freePath(inputs, extension, cased > dashed ? [joined, words.join('-')] : [words.join('-'), joined]);
  return path === undefined ? undefined : { path, writesImports: writesImports(path, inputs), format: layout(path) };
}

/** The ending of most files of the server; of JSX, the plain one. */
function extensionOf(server: readonly string[], { moduleKind }: NewModuleInputs): string {
  const common = mostCommon(server.map((file) => file.slice(file.lastIndexOf('.') + 1))) ?? 'js';
  const plain = common.replace(/x$/, '');
  return (plain === 'mjs' && moduleKind === 'esm') || (plain === 'cjs' && moduleKind === 'commonjs') ? 'js' : plain;
}

/** Beside what every module uses; in a package of a few files beside them. */
function freePath({ dir, server, files, paths }: NewModuleInputs, extension: string, names: readonly string[]): string | undefined {
  const source = sourceFolder(dir, server);
  const isFolder = (folder: string, among: Iterable<string> = files) => [...among].some((path) => path.startsWith(`${folder}/`));
  const base = isFolder(join(source, 'src')) ? join(source, 'src') : source;
  const shared = [...new Set([source, base])].flatMap((folder) => SHARED_FOLDERS.map((name) => join(folder, name)));
  const served = shared.filter((folder) => isFolder(folder, server));
  const existing = shared.filter((folder) => isFolder(folder));
  const isFree = (path: string) => !EXTENSIONS.some((each) => paths.has(`${path}.${each}`)) && !isFolder(path, paths);
  const isFlat = !server.some((file) => file.slice(base === '' ? 0 : base.length + 1).includes('/'));
  const folders = [...served, ...existing, ...(isFlat || !isFree(join(base, 'utils')) ? [base] : [join(base, 'utils')])];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isFree);
  return found && `${found}.${extension}`;
}

/** The folder the sources of the server start in: `src`, `server/src`, or that of the package. */
function sourceFolder(dir: string, server: readonly string[]): string {
  let folder = dir;
  for (;;) {
    const inside = server.filter((file) => folder === '' || file.startsWith(`${folder}/`)).map((file) => file.slice(folder === '' ? 0 : folder.length + 1));
    const next = mostCommon(inside.filter((file) => file.includes('/')).map((file) => file.split('/', 1)[0]!));
    const isSource = next !== undefined && SOURCE_FOLDERS.has(next) && !(next === 'app' && inside.some((file) => /^app\/(?:.*\/)?(?:route|page|layout)\.[jt]sx?$/.test(file)));
    if (!isSource || inside.filter((file) => file.startsWith(`${next}/`)).length * 3 < inside.length * 2) return folder;
    folder = join(folder, next);
  }
}

/** How a module of its kind is written: the import, the export, and what TypeScript asks of both. */
function moduleText(library: 'pino' | 'winston', path: string, inputs: NewLoggerInputs): string {
  const { compilerOptions, moduleKind } = inputs;
  const isTyped = TYPED.test(path);
  const isEsm = writesImports(path, inputs);
  const level = isTyped && compilerOptions['noPropertyAccessFromIndexSignature'] === true ? "process.env['LOG_LEVEL']" : 'process.env.LOG_LEVEL';
  const lowest = `(${level} || 'info').toLowerCase()`;
  const comment = '// LOG_LEVEL is the lowest level that is written.';
  const head = library === 'pino'
    ? [isEsm ? "import { pino } from 'pino';" : "const pino = require('pino');"]
    : [winstonImport(isEsm, isTyped && moduleKind === 'commonjs' && compilerOptions['esModuleInterop'] !== true)];
  const made = library === 'pino'
    ? `pino({\n  level: ${lowest},\n  // A failed request carries what it was sent with, tokens and all; a failed command of Redis its arguments.\n  redact: { paths: ['err.config', 'err.request', 'err.response', 'err.command', '*.command.args'], remove: true },\n})`
    : `winston.createLogger({\n  level: ${lowest},\n  format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.timestamp(), winston.format.json()),\n  transports: [new winston.transports.Console()],\n})`;
  const body = isEsm ? [comment, `export const logger = ${made};`] : [comment, `const logger = ${made};`, '', 'module.exports = { logger };'];
  return [...head, '', ...body, ''].join('\n');
}

/** Whether a module of its kind has `import` and `export` statements. */
function writesImports(path: string, { moduleKind, server, texts }: NewModuleInputs): boolean {
  const extension = path.slice(path.lastIndexOf('.'));
  const neighbours = server.filter((file) => file.endsWith(extension)).map((file) => texts.get(file)!);
  return TYPED.test(path) || extension === '.mjs' || (extension !== '.cjs' && (moduleKind === 'esm' || neighbours.filter((text) => /^(?:import|export)\s/m.test(text)).length * 2 > neighbours.length));
}

function winstonImport(isEsm: boolean, isNamespace: boolean): string {
  if (!isEsm) return "const winston = require('winston');";
  return isNamespace ? "import * as winston from 'winston';" : "import winston from 'winston';";
}
