import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { baselineJsonSchema } from '../../src/baseline/schema.ts';
import type { Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { repository } from '../helpers/repository.ts';

const SCHEMAS = join(import.meta.dirname, '../../schemas');
const schemaOf = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as object;
const FILE = '.checkmod/baseline.json';

const FILES = {
  ...MARKS,
  'a.py': 'x = "FIX"\ny = "FIX"\nz = "RISKY"\n',
  'api/b.py': 'x = "FIX"\n',
  'tests/test_c.py': 'x = "FIX"\n',
};
const project = () => repository(FILES);
const baseline = (root: string, ...args: string[]) => checkmod(root, ['baseline', ...USE_MARKS, ...args]);
const check = (root: string, ...args: string[]) => checkmod(root, ['run', ...USE_MARKS, '--check', ...args]);

it('the schema that ships is made from the one that is checked', async () => {
  await expect(`${JSON.stringify(baselineJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(join(SCHEMAS, 'baseline.schema.json'));
});

describe('checkmod baseline', () => {
  it('writes a line per file and transform, the same each time', async () => {
    const { root, read } = project();
    expect(await baseline(root)).toMatchObject({ code: 0, stderr: '', stdout: `wrote ${FILE}: 4 pending fixes in 2 files\n` });
    const text = read(FILE);
    expect(text).toBe([
      '{', '  "version": 1,', '  "entries": [',
      '    { "path": "a.py", "transform": "marks", "fixes": 2, "unsafeFixes": 1 },',
      '    { "path": "api/b.py", "transform": "marks", "fixes": 1 }',
      '  ]', '}', '',
    ].join('\n'));
    expect(new Ajv2020().validate(schemaOf('baseline.schema.json'), JSON.parse(text))).toBe(true);
    await baseline(root);
    expect(read(FILE)).toBe(text);
  });
  it('of nothing is a baseline too', async () => {
    const { root, read } = repository(MARKS);
    await baseline(root);
    expect(JSON.parse(read(FILE))).toEqual({ version: 1, entries: [] });
    expect((await check(root)).stderr).toBe(`checkmod: checked against ${FILE}, which allows 0 of 0 pending fixes\n`);
  });
  it('keeps the entries of what it was not asked about, and takes paths behind its flags', async () => {
    const { root, read, write } = project();
    await baseline(root, '--zone', 'test');
    write(FILE, read(FILE).replace('  ]', '  ,{ "path": "a.py", "transform": "another", "fixes": 7 }]'));
    write('a.py', 'x = "FIX"\n');
    write('api/b.py', 'x = 1\n');
    await baseline(root, 'a.py');
    expect(JSON.parse(read(FILE))).toEqual({ version: 1, entries: [
      { path: 'a.py', transform: 'another', fixes: 7 }, { path: 'a.py', transform: 'marks', fixes: 1 },
      { path: 'api/b.py', transform: 'marks', fixes: 1 }, { path: 'tests/test_c.py', transform: 'marks', fixes: 1 },
    ] });
  });
});

describe('run --check', () => {
  it('passes with what the baseline allows, and says so in one line', async () => {
    const { root } = project();
    expect((await check(root)).code).toBe(1);
    await baseline(root);
    expect(await check(root)).toMatchObject({ code: 0, stderr: `checkmod: checked against ${FILE}, which allows 3 of 3 pending fixes\n` });
    expect(await check(root, '--unsafe')).toMatchObject({ code: 0, stderr: expect.stringContaining('allows 4 of 4 ') });
  });
  it('fails on more, in an old file or a new one, and names the place', async () => {
    const { root, write } = project();
    await baseline(root);
    write('a.py', `${FILES['a.py']}w = "FIX"\n`);
    write('new.py', 'x = "FIX"\n');
    const { code, stdout, stderr } = await check(root, '-f', 'json');
    expect(code).toBe(1);
    expect(stderr).toBe(`checkmod: checked against ${FILE}, which allows 3 of 5 pending fixes\ncheckmod: a.py: 3 of marks, the baseline allows 2\ncheckmod: new.py: 1 of marks, the baseline allows 0\n`);
    const report = JSON.parse(stdout) as Report;
    expect(report.baseline).toMatchObject({ more: [{ path: 'a.py', found: 3, allowed: 2 }, { path: 'new.py' }], fewer: [] });
    const validate = new Ajv2020({ strict: false }).compile(schemaOf('report.schema.json'));
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect((await check(root, 'api')).code).toBe(0);
  });
  it('an unsafe fix does not take the place of a safe one', async () => {
    const { root, write } = project();
    await baseline(root);
    write('a.py', 'x = "FIX"\ny = "RISKY"\nz = "RISKY"\n');
    expect((await check(root)).code).toBe(0);
    expect(await check(root, '--unsafe')).toMatchObject({ code: 1, stderr: expect.stringContaining('a.py: 2 of marks (unsafe), the baseline allows 1\n') });
  });
  it('says which entries no longer match, of those it looked for, and --prune lowers them', async () => {
    const { root, write, read } = project();
    await baseline(root, '--zone', 'test');
    write('a.py', 'x = "FIX"\n');
    rmSync(join(root, 'api/b.py'));
    const { code, stderr } = await check(root);
    expect(code).toBe(0);
    expect(stderr.split('\n').slice(-4)).toEqual([
      'checkmod: a.py: 1 of marks left, the baseline has 2', 'checkmod: api/b.py is gone, the baseline has 1 of marks in it', 'checkmod: lower it with: checkmod baseline --prune', '',
    ]);
    expect((await check(root, 'tests')).stderr).not.toMatch(/left, the baseline|is gone/);
    expect(await baseline(root, '--prune')).toMatchObject({ code: 0, stdout: `${FILE} is down by 3 fixes to 2\n` });
    expect(JSON.parse(read(FILE))).toEqual({ version: 1, entries: [{ path: 'a.py', transform: 'marks', fixes: 1 }, { path: 'tests/test_c.py', transform: 'marks', fixes: 1 }] });
    expect(await baseline(root, '--prune')).toMatchObject({ code: 0, stdout: `${FILE} is as it should be\n` });
    write('a.py', FILES['a.py']);
    await baseline(root, '--prune');
    expect((await check(root)).code).toBe(1);
  });
  it('still fails on what failed', async () => {
    const { root, write } = project();
    await baseline(root);
    write('bad.py', 'x = "BREAK"\n');
    expect((await check(root)).code).toBe(1);
  });
  it('alone looks at the baseline', async () => {
    const { root, write } = project();
    write(FILE, 'broken');
    expect(await checkmod(root, ['run', ...USE_MARKS])).toMatchObject({ code: 0, stderr: '' });
  });
  it.each([
    ['no JSON', '{', /\.checkmod\/baseline\.json is not what checkmod writes: .*; remove it and write it again/],
    ['another shape', '{"version":1,"entries":[{"path":"a.py"}]}', /is not what checkmod writes: entries\.0\.transform: /],
    ['a newer one', '{"version":2}', /was written by a newer checkmod/],
  ])('%s is refused in one line', async (_, text, message) => {
    const { root, write } = project();
    write(FILE, text);
    for (const { code, stdout, stderr } of [await check(root), await baseline(root, '--prune')]) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^[^\n]+\n$/);
    }
  });
  it('there is nothing to prune without one', async () => {
    expect(await baseline(project().root, '--prune')).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no \.checkmod\/baseline\.json to prune/) });
  });
});
