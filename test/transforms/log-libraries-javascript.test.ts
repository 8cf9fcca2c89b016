import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';

const transforms = await loadTransforms(['print-to-logger', 'silent-catch-to-warning'], '.');
const modules = await nodeModules();

const LOGGERS = {
  'winston as JSON': "const winston = require('winston');\nconst logger = winston.createLogger({ level: 'debug', format: winston.format.json(), transports: [new winston.transports.Console()] });",
  'winston in its simple form': "const winston = require('winston');\nconst logger = winston.createLogger({ level: 'debug', format: winston.format.simple(), transports: [new winston.transports.Console()] });",
  pino: "const pino = require('pino');\nconst logger = pino({ level: 'debug' }, pino.destination({ sync: true }));",
  bunyan: "const bunyan = require('bunyan');\nconst logger = bunyan.createLogger({ name: 'api', level: 'debug' });",
  log4js: "const log4js = require('log4js');\nlog4js.configure({ appenders: { out: { type: 'stdout' } }, categories: { default: { appenders: ['out'], level: 'debug' } } });\nconst logger = log4js.getLogger();",
  Fastify: "const fastify = require('fastify');\nconst app = fastify({ logger: { level: 'debug' } });",
  Nest: "const { Logger } = require('@nestjs/common');\nconst logger = new Logger('Api');",
};

const USES = `
function load(name) { throw new Error(\`no \${name}\`); }

function main(count) {
  try { load('whole'); } catch (err) { console.error('load failed:', err); }
  try { load('text'); } catch (err) { console.error('load failed:', err.message); }
  console.error('made here', new Error('no inline'));
  try { load('silent'); } catch {}
}

main(3);
`;
const FIELDS = "\nfunction main(count) {\n  try { throw new Error('no fields'); } catch (err) { console.error('load failed', { count, err }); }\n}\n\nmain(3);\n";

/** What a program writes once its prints and silent catches log. */
async function output(logger: string, uses: string): Promise<string> {
  const text = `${logger}\n${uses}`;
  const result = await runText(text, transforms, 'javascript', { path: 'app.js', javascript: { dependencies: ['fastify'] } });
  expect(result.failures ?? []).toEqual([]);
  const after = textAfter(result, text);
  expect(after).not.toContain('console.');
  const { stdout, stderr } = await runNode(modules, { 'app.js': after }, 'app.js');
  return (stdout + stderr).replaceAll('\\n', '\n');
}

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'an error that is logged', () => {
  it.each(Object.entries(LOGGERS))('is written by %s with its text and its stack', async (_, logger) => {
    const written = await output(logger, USES);
    for (const text of ['no whole', 'no text', 'no inline', 'no silent']) expect(written).toMatch(new RegExp(`Error: ${text}\\W+at `));
  });

  it.each(Object.entries(LOGGERS).filter(([name]) => name !== 'Nest'))('is written by %s beside other values', async (_, logger) => {
    const written = await output(logger, FIELDS);
    expect(written).toMatch(/Error: no fields\W+at /);
    expect(written).toMatch(/count"?: ?3/);
  });
});
