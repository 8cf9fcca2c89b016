import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { CaseOptions } from '../../src/engine/fixtures.ts';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';

const transforms = await loadTransforms(['print-to-logger'], '.');
const modules = await nodeModules();

const LEVELS = ['debug', 'info', 'warn', 'error'];
const LOGGERS = {
  winston: {
    module: `const winston = require('winston');
module.exports = winston.createLogger({
  level: 'debug', format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.json()), transports: [new winston.transports.Console()],
});
`,
    form: 'message-first', message: 'message', level: (line: Line) => line['level'],
  },
  pino: {
    module: "module.exports = require('pino')({ level: 'debug', timestamp: false, base: null }, require('pino').destination({ sync: true }));\n",
    form: 'object-first', message: 'msg', level: (line: Line) => ({ 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' })[line['level'] as number],
  },
} as const;

type Line = { readonly [key: string]: unknown };

/** Calls that each show one text, which must be what is logged. */
const TEXTS = `
const { load } = require('./load');

async function main(n, name, token, user) {
  console.log('plain');
  console.log("100% of it, {not} a %s placeholder");
  console.log(\`\${n} rows of \${name}\`);
  console.log('a ' + name + ' b');
  console.log('\\n  white space around it \\n');
  console.log('it\\'s', "quoted \\"twice\\"", \`\\\`thrice\\\`\`);
  console.log('row', n, 'of', name, 'is done');
  console.info(n ? 'yes' : 'no');
  console.debug([1, 2].join(', '));
  n > 1 && console.log('short circuit');
  if (n > 100) console.log('never');
  else console.log('without braces');
  [1, 2].forEach((each) => console.log(\`each \${each}\`));
  console.log(
    'on a line ' +
      'of its own'
  );
  console.warn(String(user.id));
}

main(3, 'orders', 'abc', { id: 7 });
`;

/** Calls with values, and what must be logged of them. */
const VALUES = `
const { load } = require('./load');

async function main(count, token, user, req) {
  console.log('user:', user.id);
  console.log('counted', count, user.name);
  console.log('object', { count, nested: { deep: [1] } });
  const row = user;
  console.log('json', JSON.stringify(row, null, 2));
  console.log('token', token);
  console.log('body', req.body, token.length);
  console.log('have token', Boolean(token));
  try { await load('a'); } catch (err) { console.error('load failed:', err); }
  try { await load('b'); } catch (err) { console.error('load failed:', err.message); }
  try { await load('c'); } catch (err) { console.error(err); }
  try { await load('d'); } catch (err) { console.error('load failed', { count, err }); }
  await load('e').catch(console.error);
  const kept = await load('f').catch((err) => console.error('load failed', err));
  console.log('kept', { isUndefined: kept === undefined });
  console.log(\`given \${token ? token : 'none'}, \${token || 'none'}\`);
  try { await load('g'); } catch (err) {
    console.error('LOAD FAILED:');
    console.error('  ' + err.message);
    console.error(err.stack);
  }
}

main(3, 'secret-token', { id: 7, name: 'x' }, { body: { password: 'secret-password' } });
`;

const LOAD = "exports.load = async (name) => { throw new Error(`no ${name}`); };\n";

async function after(text: string, options: CaseOptions): Promise<string> {
  const result = await runText(text, transforms, 'javascript', options);
  expect(result.failures ?? []).toEqual([]);
  expect(result.sites.filter(({ status }) => status !== 'pending').map(({ before, reason }) => [before, reason])).toEqual([]);
  return textAfter(result, text);
}

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'what is logged, read back', () => {
  describe.each(Object.entries(LOGGERS))('with %s', (name, { module, form, message, level }) => {
    const logger = { name: 'logger', imported: 'default', path: 'logger.js', form, methods: LEVELS };
    const logged = async (text: string) => {
      const { stdout, stderr } = await runNode(modules, { 'app.js': await after(text, { path: 'app.js', javascript: { logger } }), 'logger.js': module, 'load.js': LOAD }, 'app.js');
      expect(stderr).toBe('');
      return stdout.trim().split('\n').map((line) => JSON.parse(line) as Line);
    };

    it('is the text that was printed', async () => {
      const { stdout, stderr } = await runNode(modules, { 'app.js': TEXTS, 'load.js': LOAD }, 'app.js');
      const printed = [...stdout.trim().split('\n'), ...stderr.trim().split('\n')].map((line) => line.trim()).filter(Boolean);
      const lines = (await logged(TEXTS)).map((line) => String(line[message]));
      expect([...lines].sort()).toEqual([...printed].sort());
    });

    it('has the values and stacks, and no secret', async () => {
      const lines = await logged(VALUES);
      const of = (text: string) => lines.filter((line) => String(line[message]).startsWith(text));
      expect(of('user')[0]).toMatchObject({ userId: 7 });
      expect(of('counted')[0]).toMatchObject({ count: 3, userName: 'x' });
      expect(of('object')[0]).toMatchObject({ count: 3, nested: { deep: [1] } });
      expect(of('json')[0]).toMatchObject({ row: { id: 7, name: 'x' } });
      expect(of('token')[0]).toMatchObject({ token: '[redacted]' });
      expect(of('body')[0]).toMatchObject({ body: '[redacted]', length: 12 });
      expect(of('have token')[0]).toMatchObject({ value: true });
      expect(of('kept')[0]).toMatchObject({ isUndefined: true });
      expect(of('given')[0]![message]).toBe('given [redacted], [redacted]');
      const failures = lines.filter((line) => level(line) === 'error');
      expect(failures).toHaveLength(7);
      for (const [i, failure] of failures.entries()) {
        const text = JSON.stringify(failure);
        expect(text).toContain(`Error: no ${'abcdefg'[i]}`);
        expect(text).toContain('load.js');
      }
      expect(JSON.stringify(lines)).not.toMatch(/secret-/);
    });

    it(`is ordered for ${name} only`, async () => expect(await after(VALUES, { path: 'app.js', javascript: { logger } })).toContain(form === 'object-first' ? 'logger.error({ err }' : "', err)"));
  });
});

/** What the compiler says about the text that stands before a change, and about all that comes with it, by code. */
function errorsIn(before: string, after: { readonly [path: string]: string }): { readonly before: Map<number, number>; readonly after: Map<number, number> } {
  if ('skip' in modules) throw new Error(modules.skip);
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-types-'));
  try {
    symlinkSync(modules.modules, join(folder, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries({ 'before.ts': before, ...after })) writeFileSync(join(folder, name), text);
    const program = ts.createProgram([join(folder, 'before.ts'), join(folder, 'orders.ts')], {
      strict: true, noEmit: true, noUnusedLocals: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
      experimentalDecorators: true, skipLibCheck: true, types: ['node'],
    });
    const counts = { before: new Map<number, number>(), after: new Map<number, number>() };
    for (const { code, file } of ts.getPreEmitDiagnostics(program)) {
      const found = counts[file?.fileName.endsWith('/before.ts') ? 'before' : 'after'];
      found.set(code, (found.get(code) ?? 0) + 1);
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TYPED = `
interface User { id: string; name?: string; tags: readonly string[] }

export class Orders {
  async close(user: User, order: User, load: (id: string) => Promise<number>): Promise<void> {
    console.log('closing', user.id);
    console.log('closing', user.id, user.tags);
    console.log(\`closing \${user.id}\`);
    console.log('closing', { order });
    console.log('closing', JSON.stringify(order));
    try {
      await load(user.id);
    } catch (err) {
      console.error('load failed:', err);
      console.warn('load failed', err);
    }
    try {
      await load(user.id);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      console.error('load failed', error instanceof Error ? error.message : String(error));
    }
    const found: number | void = await load(user.id).catch((error: unknown) => console.error('load failed', error));
    await load(user.id).catch(console.error);
    if (found) return console.log('found', found);
  }
}
`;

describe.skipIf('skip' in modules)('what the compiler says', () => {
  it.each([
    ['winston', "import winston from 'winston';\nexport const logger = winston.createLogger({});\n", 'message-first', LEVELS],
    ['pino', "import { pino } from 'pino';\nexport const logger = pino();\n", 'object-first', LEVELS],
    ['a logger that takes an Error', 'export const logger = { info(text: string, data?: Record<string, unknown>) { void [text, data]; }, debug(text: string) { void text; }, warn(text: string, error?: Error) { void [text, error]; }, error(text: string, error?: Error) { void [text, error]; } };\n', 'message-first', LEVELS],
  ] as const)('is no more with %s', async (name, module, form, methods) => {
    const takes = name.startsWith('a logger') ? { takes: { info: 'record' as const, debug: 'nothing' as const, warn: 'error' as const, error: 'error' as const } } : {};
    const javascript = { logger: { name: 'logger', imported: 'logger', path: 'logger.ts', form, methods, ...takes }, importExtension: '.js' as const };
    const text = await after(TYPED, { path: 'orders.ts', javascript });
    const errors = errorsIn(TYPED, { 'orders.ts': text, 'logger.ts': module, 'package.json': '{ "type": "module" }' });
    expect(errors.after).toEqual(errors.before);
  });

  it('is no more with Nest', async () => {
    const javascript = { logger: { name: 'logger', imported: 'Logger', module: '@nestjs/common', form: 'nest' as const, methods: ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'], makes: 'new' as const } };
    const text = await after(TYPED, { path: 'orders.ts', javascript });
    expect(text).toContain('private readonly logger = new Logger(Orders.name)');
    const errors = errorsIn(TYPED, { 'orders.ts': text });
    expect(errors.after).toEqual(errors.before);
  });
});
