import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { repository } from '../helpers/repository.ts';

const project = (files: { readonly [path: string]: string | Uint8Array }, options = {}) => repository({ ...MARKS, ...files }, options);
const run = (root: string, ...args: string[]) => checkmod(root, ['run', ...USE_MARKS, ...args]);

describe('exit codes', () => {
  it('0 for a dry run that found fixes, and nothing is written', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n' });
    expect(await run(root)).toMatchObject({ code: 0, stderr: '' });
    expect(read('a.py')).toBe('x = "FIX"\n');
  });
  it('0 with input that does not parse', async () => {
    const { root } = project({ 'a.py': 'def FIX(:\n', 'b.py': Buffer.from('x = "FIX é"\n', 'latin1') });
    const { code, stdout } = await run(root);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Not readable, and skipped:\n {2}a\.py {2}it does not parse.*\n {2}b\.py {2}it is not UTF-8/);
  });
  it('1 when a fix fails verification, and the file stays', async () => {
    const { root, read } = project({ 'a.py': 'x = "BREAK"\n', 'b.py': 'x = "FIX"\n' });
    const { code, stdout } = await run(root, '--write');
    expect(code).toBe(1);
    expect(stdout).toMatch(/Failed, and left as it was:\n {2}a\.py/);
    expect([read('a.py'), read('b.py')]).toEqual(['x = "BREAK"\n', 'x = "DONE"\n']);
  });
  it('1 when a file cannot be written, and none is', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = "FIX"\n' });
    chmodSync(join(root, 'b.py'), 0o444);
    const { code, stdout } = await run(root, '--write', '-f', 'json');
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Report).errors).toMatchObject([{ path: 'b.py' }]);
    expect(read('a.py')).toBe('x = "FIX"\n');
  });
});

describe('2, one line on stderr, nothing on stdout and nothing written', () => {
  const cases: [string, string[], RegExp][] = [
    ['an unknown option', ['--formt', 'x'], /unknown option '--formt' \(Did you mean --format\?\)/],
    ['an unknown format', ['-f', 'jsn'], /'jsn' is invalid\. Did you mean json\? There are text, diff, json/],
    ['an unknown zone', ['--zone', 'servr'], /'servr' is invalid\. Did you mean server\?/],
    ['an unknown transform', ['-t', 'print-to-loger'], /there is no transform `print-to-loger`; did you mean `print-to-logger`\?/],
    ['an own transform that is not there', ['-t', './nope'], /there is no transform at .*nope/],
    ['an empty list', ['-t', ','], /It needs a value/],
    ['--check with --write', ['--check', '--write'], /'--check' cannot be used with option '--write'/],
    ['--dry-run with --write', ['--dry-run', '--write'], /'--dry-run' cannot be used with option '--write'/],
    ['a missing path', ['nope.py'], /there is no nope\.py; check the path/],
    ['a missing ref', ['--since', 'nope'], /--since nope: this repository has no such commit/],
    ['an output in no folder', ['-o', 'no/where.txt'], /-o no\/where\.txt cannot be written \(ENOENT\)/],
    ['an output that is a folder', ['-o', 'own'], /-o own is not a file/],
  ];
  it.each(cases)('%s', async (_, args, message) => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n' });
    const { code, stdout, stderr } = await run(root, ...(args[0] === '--dry-run' ? [] : ['-f', 'json']), ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^checkmod: [^\n]+\n$/);
    expect(read('a.py')).toBe('x = "FIX"\n');
  });
  it('paths under two roots', async () => {
    const [one, two] = [project({ 'a.py': '' }), project({ 'a.py': '' })];
    expect(await run(one.root, 'a.py', join(two.root, 'a.py'))).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/lie under two roots/) });
  });
  it('a wrong configuration', async () => {
    const { root } = project({ 'pyproject.toml': '[tool.checkmod]\nexlude = []\n' });
    expect(await run(root)).toMatchObject({ code: 2, stdout: '', stderr: 'checkmod: pyproject.toml: there is no key `exlude`; did you mean `exclude`?\n' });
  });
  it('uncommitted changes, unless --allow-dirty', async () => {
    const { root, read, write } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = 1\n' });
    write('b.py', 'x = 2\n');
    expect((await run(root, 'a.py', '--write')).code).toBe(0);
    write('a.py', 'y = "FIX"\n');
    expect(await run(root, '--write')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/uncommitted changes in a\.py; .* --allow-dirty/) });
    expect(read('a.py')).toBe('y = "FIX"\n');
    expect((await run(root, '--write', '--allow-dirty')).code).toBe(0);
    expect(read('a.py')).toBe('y = "DONE"\n');
  });
  it('no version control, unless --allow-no-vcs', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n', 'requirements.txt': '' }, { git: false });
    expect((await run(root)).code).toBe(0);
    expect(await run(root, '--write')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/--allow-no-vcs/) });
    expect(read('a.py')).toBe('x = "FIX"\n');
    expect((await checkmod(root, ['run', ...USE_MARKS, '--write', '--allow-no-vcs'], { XDG_STATE_HOME: join(root, 'state') })).code).toBe(0);
    expect(read('a.py')).toBe('x = "DONE"\n');
  });
});

describe('what is asked for', () => {
  it('-t takes one word, may be repeated and holds commas', async () => {
    const { root } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = "FIX"\n' });
    const { stdout } = await checkmod(root, ['run', '-t', 'print-to-logger,silent-catch-to-warning', '-t', './own/marks', 'a.py', '-f', 'json']);
    expect((JSON.parse(stdout) as Report).files.map(({ path }) => path)).toEqual(['a.py']);
  });
  it('--include and --exclude narrow the files; --unsafe adds fixes', async () => {
    const { root } = project({ 'api/a.py': 'x = "FIX"\n', 'api/b.py': 'x = "RISKY"\n', 'c.py': 'x = "FIX"\n' });
    const paths = async (...args: string[]) => (JSON.parse((await run(root, '-f', 'json', ...args)).stdout) as Report).files
      .filter(({ status }) => status === 'changed').map(({ path }) => path);
    expect(await paths()).toEqual(['api/a.py', 'c.py']);
    expect(await paths('--include', 'api/**', '--unsafe')).toEqual(['api/a.py', 'api/b.py']);
    expect(await paths('--exclude', 'api/{a,b}.py')).toEqual(['c.py']);
  });
  it('--since looks at changed files only', async () => {
    const { root, write } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = "FIX"\n' });
    write('b.py', 'y = "FIX"\n');
    const { stdout } = await run(root, '--since', 'HEAD', '-f', 'json');
    expect((JSON.parse(stdout) as Report).files.map(({ path }) => path)).toEqual(['b.py']);
  });
  it('--write writes, keeps the mode, says how to undo, and a second run finds nothing', async () => {
    const { root, read, git } = project({ 'a.py': 'x = "FIX"\r\ny = "RISKY"' });
    chmodSync(join(root, 'a.py'), 0o755);
    git('commit', '-qam', 'mode');
    const { code, stdout, stderr } = await run(root, '--write');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Fixed 1 place in 1 file; 1 more with --unsafe\.\n$/);
    expect(read('a.py')).toBe('x = "DONE"\r\ny = "RISKY"');
    expect(statSync(join(root, 'a.py')).mode & 0o777).toBe(0o755);
    expect((await run(root, '--check')).code).toBe(0);
    git('apply', /git apply (.*)\n/.exec(stderr)![1]!);
    expect(read('a.py')).toBe('x = "FIX"\r\ny = "RISKY"');
  });
});

describe('stdout and stderr', () => {
  it('-o gets the report and stdout nothing', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n' });
    expect(await run(root, '-f', 'json', '-o', 'out.json')).toEqual({ code: 0, stdout: '', stderr: 'checkmod: the report is in out.json\n' });
    expect(JSON.parse(read('out.json'))).toMatchObject({ version: 1, summary: { fixes: 1 } });
  });
  it('no -o file is left behind by a run that was refused', async () => {
    const { root } = project({ 'a.py': 'x = "FIX"\n' });
    expect((await run(root, '-o', 'out.txt', '--since', 'nope')).code).toBe(2);
    expect(existsSync(join(root, 'out.txt'))).toBe(false);
  });
  it('warns when a hunk lies outside the current folder', async () => {
    const { root } = project({ 'a.py': 'x = "FIX"\n', 'api/b.py': 'x = "FIX"\n' });
    const inFolder = (...args: string[]) => checkmod(join(root, 'api'), ['run', '-t', '../own/marks', '-f', 'diff', ...args]);
    const { code, stderr } = await inFolder('..');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^checkmod: 1 of 2 changed files lie outside the current folder/);
    expect((await inFolder('.')).stderr).toBe('');
  });
});
