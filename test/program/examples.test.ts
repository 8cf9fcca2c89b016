import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

function example({ root }: Migration, name: string, ...args: string[]): { readonly code: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [join(EXAMPLES, name), ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, ...IDENTITY }, stdio: ['ignore', 'pipe', 'inherit'] });
  return { code: status, stdout };
}

function three(): Migration {
  const all = migration();
  for (const name of ['one', 'two', 'three']) all.remote(name, server(name));
  all.write('migration.yaml', 'repositories: [./remotes/*.git]\ntransforms: [print-to-logger]\nbranch: checkmod/x\n');
  return all;
}

it('choose-transforms: by what a repository holds', () => {
  const all = migration();
  all.remote('python', server('python'));
  all.remote('node', { 'package.json': '{ "dependencies": { "express": "5" } }', 'app.js': "const app = require('express')();\napp.get('/', (req, res) => {\n  try {\n    work();\n  } catch (error) {}\n});\napp.listen(80);\n" });
  all.remote('neither', { 'README.md': '' });
  const { code, stdout } = example(all, 'choose-transforms.mjs', 'remotes/python.git', 'remotes/node.git', 'remotes/neither.git');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'python: applied, print-to-logger, silent-catch-to-warning\nnode: applied, silent-catch-to-warning\n' });
});

it('write-report: a page of what would be done', () => {
  const all = three();
  expect(example(all, 'write-report.mjs', 'migration.yaml', 'REPORT.md')).toEqual({ code: 0, stdout: '1 of 3\n2 of 3\n3 of 3\n' });
  expect(readFileSync(join(all.root, 'REPORT.md'), 'utf8')).toMatch(/^# 3 fixes in 3 repositories\n\n[^]*\| one \| planned \| 1 \| \d+ \| {2}\|\n/);
});

it('open-issues: in place of branches', () => {
  const { code, stdout } = example(three(), 'open-issues.mjs', 'migration.yaml');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^one: 1 places to make ready for production\n- \[ \] `app\.py:8` .+\n\n/);
});

it('waves: one, three, the rest, and none after what is not well', () => {
  const all = three();
  expect(example(all, 'waves.mjs', 'migration.yaml', 'test -e well').stdout).toBe('1 pushed, 2 to go, 0 failed\nstopped: not well after this wave\n');
  all.write('well', '');
  expect(example(all, 'waves.mjs', 'migration.yaml', 'test -e well')).toEqual({ code: 0, stdout: '2 pushed, 1 to go, 0 failed\n3 pushed, 0 to go, 0 failed\n' });
  expect(execFileSync('git', ['-C', join(all.root, 'remotes/two.git'), 'branch'], { encoding: 'utf8' })).toContain('checkmod/x');
});

it('all of them are run here', () => {
  const own = readFileSync(import.meta.filename, 'utf8');
  expect(readdirSync(EXAMPLES).filter((name) => !own.includes(`'${name}'`))).toEqual([]);
});
