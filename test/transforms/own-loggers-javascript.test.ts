import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';
import { factsOf } from '../project/repository.ts';

const transforms = await loadTransforms(['print-to-logger', 'silent-catch-to-warning', 'detail-leak-to-generic-error'], '.');
const modules = await nodeModules();

const MANIFEST = JSON.stringify({ name: 'api', dependencies: { express: '^4', winston: '^3' } });
const OWN = `
const write = (level, message, meta) => {
  if (process.env.PRETTY) console.log(message, meta);
  else console.log(JSON.stringify({ level, message, ...meta }));
};

const logger = {
  info(message, meta = {}) { this._log('info', message, meta); },
  warn(message, meta = {}) { this._log('warn', message, meta); },
  error(message, error = null, meta = {}) {
    this._log('error', message, error ? { error: error.message, stack: error.stack, ...meta } : meta);
  },
  debug(message, meta = {}) { if (LEVELS[LEVEL] > 2) this._log('debug', message, meta); },
  _log(level, message, meta) { write(level, message, meta); },
};

const LEVELS = { error: 0, warn: 1, info: 2, debug: 3 };
const LEVEL = process.env.LOG_LEVEL || (process.env.NODE_ENV === 'test' ? 'error' : 'info');

module.exports = logger;
`;
const OTHER = `
const logger = require('./logger');
const express = require('express');

exports.sync = () => express.read().catch((err) => logger.warn('sync failed', { reason: err.message }));
exports.push = () => express.push().catch((err) => logger.warn('push failed', { reason: err.message }));
`;

/** The application after the fixes, in a package with this logger and another file that logs. */
async function fixed(logger: string, text: string, other = OTHER): Promise<string> {
  const files = { 'package.json': MANIFEST, 'src/logger.js': logger, 'src/other.js': other, 'src/app.js': text };
  const { javascript } = factsOf(files).packageOf('src/app.js');
  const result = await runText(text, transforms, 'javascript', { path: 'src/app.js', ...(javascript && { javascript }) });
  expect(result.failures ?? []).toEqual([]);
  return textAfter(result, text);
}

const run = async (files: { readonly [path: string]: string }) => {
  const { stdout } = await runNode(modules, files, 'src/app.js');
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly [key: string]: unknown });
};

const APP = `const logger = require('./logger');

function load(name) { throw new Error(\`no \${name}\`); }

function main(id) {
  try { load('whole'); } catch (err) { console.error('load failed:', err); }
  try { load('text'); } catch (err) { console.error('load failed:', err.message, { id }); }
  try { load('silent'); } catch {}
  try { load('warning'); } catch (err) { console.warn('load failed:', err); }
  console.error('nothing to load');
  console.info('loaded', id);
}

main(3);
`;

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'a logger of the project\'s own', () => {
  it('is given an error where it reads one, and plain values where it writes JSON', async () => {
    const app = await fixed(OWN, APP);
    expect(app).not.toContain('console.');
    const lines = await run({ 'src/app.js': app, 'src/logger.js': OWN });
    const stack = (name: string) => expect.stringMatching(new RegExp(`^Error: no ${name}\n`)) as unknown;
    expect(lines).toEqual([
      { level: 'error', message: 'load failed', error: 'no whole', stack: stack('whole') },
      { level: 'error', message: 'load failed', error: 'no text', stack: stack('text'), id: 3 },
      expect.objectContaining({ level: 'warn', reason: 'no silent' }),
      { level: 'warn', message: 'load failed', reason: 'no warning' },
      { level: 'error', message: 'nothing to load' },
      expect.objectContaining({ level: 'info' }),
    ]);
  });

  it('is given the error in the place of what it cannot read', async () => {
    const text = `const express = require('express');
const logger = require('./logger');

const app = express();
app.get('/a/:id', async (req, res) => {
  const { id } = req.params;
  try {
    res.json(await load(id));
  } catch (err) {
    logger.error('load failed', { err: err.message, id });
    res.status(500).json({ error: err.message });
  }
});
`;
    expect(await fixed(OWN, text)).toContain("logger.error('load failed', err, { id });");
  });

  it('writes its own least level by default, whatever it is in tests', () => {
    const { javascript } = factsOf({ 'package.json': MANIFEST, 'src/logger.js': OWN, 'src/other.js': OTHER }).packageOf('src/other.js');
    expect(javascript?.logger).toMatchObject({ lowest: 30, errorField: { key: 'reason', hasStack: false } });
  });
});

const WALKED = `
const winston = require('winston');

function clean(value) {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Error) return { message: value.message, stack: value.stack };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each)]));
}

module.exports = winston.createLogger({
  format: winston.format.combine(winston.format((info) => Object.assign(info, clean({ ...info })))(), winston.format.json()),
  transports: [new winston.transports.Console()],
});
`;
const REQUEST = `const logger = require('./logger');

function load() {
  const error = new Error('no answer');
  error.request = { error };
  error.request.self = error.request;
  throw error;
}

try { load(); } catch (err) { console.error('load failed:', err); }
try { load(); } catch {}
`;
const calls = (...errors: readonly string[]) => `const logger = require('./logger');\nconst express = require('express');\n${errors.map((error) => `express.read().catch((err) => logger.error('x', ${error}));\n`).join('')}`;

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'winston with a format that goes over all values', () => {
  it.each([
    ['no call says how', calls()],
    ['calls differ', calls('err', '{ error: err.message }', '{ err }')],
    ['calls give the text', calls('{ error: err.message }', '{ error: err.message }')],
    ['calls give the error under a key', calls('{ err }', '{ err }')],
  ])('does not fail over an error that holds itself, where %s', async (_, other) => {
    const app = await fixed(WALKED, REQUEST, other);
    const lines = await run({ 'src/app.js': app, 'src/logger.js': WALKED });
    expect(lines.map((line) => JSON.stringify(line).includes('no answer'))).toEqual([true, true]);
  });

  it.each([
    ['the error itself', calls('err', 'err', 'err'), "logger.error('load failed', err);"],
    ['the error under a key', calls('{ err }', '{ err }'), "logger.error('load failed', { err });"],
    ['the text and the stack', calls('{ cause: err.message, stack: err.stack }', '{ cause: err.message, stack: err.stack }'), "logger.error('load failed', { cause: err?.message ?? err, stack: err?.stack });"],
  ])('is given %s as all calls do', async (_, other, line) => {
    expect(await fixed(WALKED, REQUEST, other)).toContain(line);
  });
});
