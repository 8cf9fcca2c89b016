import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter, type CaseOptions } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';

const transforms = await loadTransforms(['uuid4-to-secure-token'], '.');
const modules = await nodeModules();
const RUNS = 2000;

/** The module after the transform. */
async function after(source: string, options: CaseOptions = {}): Promise<string> {
  const result = await runText(source, transforms, 'javascript', { path: 'made.js', ...options });
  expect(result.failures ?? []).toEqual([]);
  expect(result.status).toBe('changed');
  return textAfter(result, source);
}

/** What `make()` of a module gives, many times over. */
async function values(source: string): Promise<(string | number)[]> {
  const main = `const { make } = require('./made');\nconsole.log(JSON.stringify(Array.from({ length: ${RUNS} }, make)));`;
  const { stdout, stderr } = await runNode(modules, { 'made.js': source, 'main.js': main }, 'main.js');
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout) as (string | number)[];
}

function maker(name: string, expression: string, head = ''): string {
  return `${head}exports.make = () => {\n  const ${name} = ${expression};\n  return ${name};\n};\n`;
}

describe.skipIf('skip' in modules)('skip' in modules ? modules.skip : 'values before and after', () => {
  it.each([
    ['otp', 'Math.floor(100000 + Math.random() * 900000)', 100000, 999999],
    ['resetCode', 'Math.floor(Math.random() * 900) + 100', 100, 999],
    ['otp', 'Math.floor(Math.random() * 10)', 0, 9],
    ['loginCode', '(Math.random() * 90 + 10) | 0', 10, 99],
  ])('%s = %s keeps its range', async (name, expression, low, high) => {
    const source = maker(name, expression);
    const changed = await after(source);
    expect(changed).not.toContain('Math.random');
    for (const text of [source, changed]) {
      const found = (await values(text)).map(Number);
      expect(found.every((each) => Number.isInteger(each) && each >= low && each <= high)).toBe(true);
      if (high - low < 100) expect([Math.min(...found), Math.max(...found)]).toEqual([low, high]);
    }
  });

  it.each([
    ['resetCode', "Math.random().toString(36).slice(-8)", /^[0-9a-z]{8}$/],
    ['upperToken', "Math.random().toString(36).substring(2, 8).toUpperCase()", /^[0-9A-Z]{6}$/],
    ['otp', 'Math.random().toString().slice(2, 8)', /^\d{6}$/],
    ['apiKey', "'key_' + Array.from({ length: 20 }, () => 'ABCDEF'[Math.floor(Math.random() * 6)]).join('')", /^key_[A-F]{20}$/],
  ])('%s = %s keeps its length and its characters', async (name, expression, shape) => {
    const source = maker(name, expression);
    const changed = await after(source);
    expect(changed).not.toContain('Math.random');
    const found = await values(changed);
    expect(found.every((each) => shape.test(String(each)))).toBe(true);
    expect(new Set(found).size).toBeGreaterThan(RUNS * 0.9);
    expect((await values(source)).filter((each) => shape.test(String(each))).length).toBeGreaterThan(RUNS * 0.9);
  });

  it.each([
    ["randomUUID().replace(/-/g, '')", /^[0-9a-f]{32}$/],
    ["`sk_${randomUUID().replaceAll('-', '').slice(0, 24)}`", /^sk_[0-9a-f]{24}$/],
    ["randomUUID().slice(0, 8)", /^[0-9a-f]{8}$/],
    ["randomUUID().split('-')[4]", /^[0-9a-f]{12}$/],
  ])('apiKey = %s keeps its length and its characters', async (expression, shape) => {
    const source = maker('apiKey', expression, "const { randomUUID } = require('crypto');\n");
    const changed = await after(source);
    expect(changed).not.toContain('randomUUID');
    for (const text of [source, changed]) expect((await values(text)).every((each) => shape.test(String(each)))).toBe(true);
  });

  it.each([
    ['password', 'Math.random().toString(36).slice(-8)', /^[0-9a-f]{16}$/],
    ['token', 'Math.random().toString(36).substr(2) + Math.random().toString(36).substr(2)', /^[0-9a-f]{32}$/],
    ['token', '`tok_${Math.random().toString(36).slice(2, 10)}${Math.random().toString(36).slice(2, 10)}_x`', /^tok_[0-9a-f]{32}_x$/],
  ])('%s = %s becomes one whole token', async (name, expression, shape) => {
    const changed = await after(maker(name, expression));
    expect(changed.match(/randomBytes\(/g)).toHaveLength(1);
    const found = await values(changed);
    expect(found.every((each) => shape.test(String(each)))).toBe(true);
    expect(new Set(found).size).toBe(RUNS);
  });

  it('a whole UUID becomes text that fits where a UUID did, or 64 characters where the project makes its tokens so', async () => {
    const source = maker('refreshToken', 'v4()', "const { v4 } = require('uuid');\n");
    expect((await values(await after(source))).every((each) => /^[0-9a-f]{32}$/.test(String(each)))).toBe(true);
    const changed = await after(source, { view: { collected: [{ path: 'app/tokens.js', facts: { dir: '', tokens: [{ bytes: 32, encoding: 'hex' }] } }] } });
    expect(changed).not.toContain('uuid');
    expect((await values(changed)).every((each) => /^[0-9a-f]{64}$/.test(String(each)))).toBe(true);
  });
});
