import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync, mkdirSync, symlinkSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { repository, type Repository } from '../helpers/repository.ts';

const project = (files: { readonly [path: string]: string | Uint8Array } = {}, options = {}) => repository({ ...MARKS, 'old.py': 'x = "FIX"\n', ...files }, options);
const run = (root: string, ...args: string[]) => checkmod(root, ['run', ...USE_MARKS, '--staged', ...args]);
const changedBy = async (root: string, ...args: string[]) => (JSON.parse((await run(root, '-f', 'json', ...args)).stdout) as Report).files
  .filter(({ status }) => status === 'changed').map(({ path }) => path);
/** Puts a text into the index, and another one into the work tree. */
function stage({ write, git }: Repository, path: string, staged: string | Uint8Array, unstaged: string | Uint8Array = staged): void {
  write(path, staged);
  git('add', '--', path);
  write(path, unstaged);
}
const inIndex = ({ git }: Repository, path: string) => git('show', `:${path}`);

describe('run --staged looks at', () => {
  it('what is staged of a file, not the work tree, and at staged files only', async () => {
    const repo = project({ 'both.py': 'a = 1\n' });
    stage(repo, 'new.py', 'x = "FIX"\n');
    stage(repo, 'both.py', 'x = "FIX"\n', 'x = 1\n');
    stage(repo, 'fine.py', 'x = 1\n', 'x = "FIX"\n');
    repo.write('untracked.py', 'x = "FIX"\n');
    repo.write('old.py', 'y = "FIX"\n');
    expect(await changedBy(repo.root)).toEqual(['both.py', 'new.py']);
    expect((await run(repo.root, '--check')).code).toBe(1);
    const patch = (await run(repo.root, '-f', 'diff')).stdout;
    writeFileSync(join(repo.root, '.git/patch'), patch);
    repo.git('apply', '--cached', '.git/patch');
    expect(inIndex(repo, 'both.py')).toBe('x = "DONE"\n');
    expect((await run(repo.root, '--check')).code).toBe(0);
  });
  it('a file that is named, staged or not, and passes over others', async () => {
    const repo = project();
    stage(repo, 'new.py', 'x = "FIX"\n');
    repo.write('README.md', 'FIX\n');
    expect(await changedBy(repo.root, 'old.py', 'README.md')).toEqual(['old.py']);
    expect(await changedBy(repo.root, 'own')).toEqual([]);
    expect(await changedBy(repo.root, '.')).toEqual(['new.py']);
  });
  it('the staged facts of the repository', async () => {
    const server = 'from fastapi import FastAPI\n\nfrom helper import load\n\napp = FastAPI()\n\n\n@app.get("/")\ndef items():\n    return load()\n';
    const repo = repository({ 'main.py': 'x = 1\n', 'helper.py': 'def load():\n    return []\n' });
    stage(repo, 'main.py', server, 'x = 1\n');
    stage(repo, 'helper.py', 'def load():\n    print("loading the items")\n    return []\n');
    const report = JSON.parse((await checkmod(repo.root, ['run', '--staged', '-t', 'print-to-logger', '-f', 'json'])).stdout) as Report;
    expect(report.files).toMatchObject([{ path: 'helper.py', zone: 'server', status: 'changed' }, { path: 'main.py', status: 'changed', sitesElsewhere: [expect.any(String)] }]);
  });
  it('a renamed file under its new name, and not at a deleted one', async () => {
    const repo = project({ 'gone.py': 'y = "FIX"\n' });
    repo.git('mv', 'old.py', 'new name.py');
    repo.git('rm', '-q', 'gone.py');
    expect(await changedBy(repo.root)).toEqual(['new name.py']);
    expect((await run(repo.root, '--write')).code).toBe(0);
    expect(repo.git('status', '--porcelain', '--no-renames')).toBe('D  gone.py\nA  "new name.py"\nD  old.py\n');
    expect(inIndex(repo, 'new name.py')).toBe('x = "DONE"\n');
  });
  it('an empty repository without commits', async () => {
    const repo = repository({ ...MARKS, 'a.py': 'x = "FIX"\n' }, { git: false });
    repo.git('init', '-q');
    expect((await run(repo.root, '--check')).code).toBe(0);
    repo.git('add', 'a.py');
    expect((await run(repo.root, '--check')).code).toBe(1);
    expect((await run(repo.root, '--write')).code).toBe(0);
    expect([inIndex(repo, 'a.py'), repo.read('a.py')]).toEqual(['x = "DONE"\n', 'x = "DONE"\n']);
  });
  it('nothing of a file that is only to be added later', async () => {
    const repo = project();
    repo.write('later.py', 'x = "FIX"\n');
    repo.git('add', '-N', 'later.py');
    expect(await changedBy(repo.root)).toEqual([]);
    expect(await changedBy(repo.root, 'later.py')).toEqual([]);
  });
  it('a binary, a link and a submodule: as a run does', async () => {
    const repo = project();
    const inner = repository({ 'b.py': 'x = "FIX"\n' });
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
    symlinkSync('old.py', join(repo.root, 'link.py'));
    stage(repo, 'binary.py', Buffer.from([0x46, 0x49, 0x58, 0x0a, 0x00, 0xff]));
    repo.git('add', 'link.py');
    const { code, stdout, stderr } = await run(repo.root);
    expect(code).toBe(0);
    expect(stderr).toBe('checkmod: sub is a submodule and was not looked at; run checkmod in it\n');
    expect(stdout).toMatch(/Not readable, and skipped:\n {2}binary\.py/);
    expect(stdout).not.toMatch(/link\.py|b\.py {2}|DONE/);
  });
  it('nothing outside the root, whatever the index names', async () => {
    const repo = project();
    stage(repo, 'xx_outside.py', 'x = "FIX"\n');
    const index = join(repo.root, '.git/index');
    const bytes = readFileSync(index, 'latin1').slice(0, -20).replace('xx_outside.py', '../outside.py');
    writeFileSync(index, Buffer.concat([Buffer.from(bytes, 'latin1'), createHash('sha1').update(bytes, 'latin1').digest()]));
    expect(repo.git('ls-files', '-s').split(/[\n\t]/)).toContain('../outside.py');
    expect(await changedBy(repo.root)).toEqual([]);
    expect(existsSync(join(tmpdir(), 'outside.py'))).toBe(false);
  });
  it('nothing of the work tree, and leaves no folder behind', async () => {
    const repo = project();
    stage(repo, 'new.py', 'x = "FIX"\n');
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('checkmod-staged-'));
    rmSync(join(repo.root, 'new.py'));
    expect(await changedBy(repo.root)).toEqual(['new.py']);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('checkmod-staged-') && !before.includes(name))).toEqual([]);
  });
});

describe('run --staged --write', () => {
  it('changes index and work tree alike, bytes, mode and what a fix creates', async () => {
    const repo = project();
    stage(repo, 'crlf.py', 'a = 1\r\nx = "FIX"');
    stage(repo, 'latin.py', Buffer.from('# -*- coding: latin-1 -*-\nx = "FIX é"\n', 'latin1'));
    stage(repo, 'deep/env.py', 'x = "ENV"\n');
    chmodSync(join(repo.root, 'crlf.py'), 0o755);
    repo.git('add', '-A');
    expect(await run(repo.root, '--write')).toMatchObject({ code: 0, stderr: expect.stringMatching(/undo with: checkmod undo/) });
    expect(repo.read('crlf.py')).toBe('a = 1\r\nx = "DONE"');
    expect(repo.read('.env.example')).toContain('MARKS=x');
    expect(statSync(join(repo.root, 'crlf.py')).mode & 0o777).toBe(0o755);
    expect(repo.git('diff', '--name-only')).toBe('');
    expect(repo.git('ls-files', '-s', 'crlf.py')).toMatch(/^100755 /);
    expect(repo.git('diff', '--cached', '--name-only').split('\n')).toEqual(['.env.example', 'crlf.py', 'deep/env.py', 'latin.py', '']);
    expect(repo.read('old.py')).toBe('x = "FIX"\n');
    expect((await run(repo.root, '--check')).code).toBe(0);
  });
  it('takes a work tree with the line ends of Windows', async () => {
    const repo = project();
    repo.git('config', 'core.autocrlf', 'true');
    stage(repo, 'a.py', 'a = 1\nx = "FIX"\n', 'a = 1\r\nx = "FIX"\r\n');
    expect((await run(repo.root, '--write')).code).toBe(0);
    expect([inIndex(repo, 'a.py'), repo.read('a.py')]).toEqual(['a = 1\nx = "DONE"\n', 'a = 1\r\nx = "DONE"\r\n']);
  });
  it.each<[string, (repo: Repository) => void]>([
    ['partly staged', ({ write }) => write('a.py', 'x = "FIX"\ny = 1\n')],
    ['deleted since', ({ root }) => rmSync(join(root, 'a.py'))],
    ['a link now', ({ root }) => { rmSync(join(root, 'a.py')); symlinkSync('old.py', join(root, 'a.py')); }],
    ['a folder now', ({ root }) => { rmSync(join(root, 'a.py')); mkdirSync(join(root, 'a.py')); }],
  ])('refuses a file that is %s, by name, and writes nothing', async (_, change) => {
    const repo = project();
    stage(repo, 'a.py', 'x = "FIX"\n');
    stage(repo, 'b.py', 'x = "FIX"\n');
    change(repo);
    const { code, stdout, stderr } = await run(repo.root, '--write');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^checkmod: --staged: the work tree has a\.py otherwise than the index; [^\n]*\n$/);
    expect([repo.read('b.py'), inIndex(repo, 'a.py'), inIndex(repo, 'b.py')]).toEqual(['x = "FIX"\n', 'x = "FIX"\n', 'x = "FIX"\n']);
    expect((await run(repo.root, '--check')).code).toBe(1);
  });
  it('refuses to create a file that is there and not staged', async () => {
    const repo = project();
    stage(repo, 'a.py', 'x = "ENV"\n');
    repo.write('.env.example', 'MINE=1\n');
    expect(await run(repo.root, '--write')).toMatchObject({ code: 2, stderr: expect.stringMatching(/the work tree has \.env\.example otherwise/) });
    expect(repo.read('a.py')).toBe('x = "ENV"\n');
  });
  it('leaves the index as it is under pre-commit, which takes the work tree from it again', async () => {
    const repo = project();
    stage(repo, 'a.py', 'x = "FIX"\n');
    expect((await checkmod(repo.root, ['run', ...USE_MARKS, '--staged', '--write', 'a.py'], { PRE_COMMIT: '1' })).code).toBe(0);
    expect([inIndex(repo, 'a.py'), repo.read('a.py')]).toEqual(['x = "FIX"\n', 'x = "DONE"\n']);
  });
  it('refuses in the index of a commit with paths, which git drops after it', async () => {
    const repo = project();
    stage(repo, 'a.py', 'x = "FIX"\n');
    const index = join(repo.root, '.git/next-index-12.lock');
    cpSync(join(repo.root, '.git/index'), index);
    const { code, stderr } = await checkmod(repo.root, ['run', ...USE_MARKS, '--staged', '--write'], { GIT_INDEX_FILE: '.git/next-index-12.lock' });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^checkmod: git commit with paths has an index of its own/) });
    expect(repo.read('a.py')).toBe('x = "FIX"\n');
  });
  it('puts the files back when the index is locked', async () => {
    const repo = project();
    stage(repo, 'a.py', 'x = "FIX"\n');
    writeFileSync(join(repo.root, '.git/index.lock'), '');
    const { code, stdout } = await run(repo.root, '--write', '-f', 'json');
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Report).errors).toMatchObject([{ path: 'a.py', message: expect.stringMatching(/index\.lock.*nothing was changed/) }]);
    expect(repo.read('a.py')).toBe('x = "FIX"\n');
    expect(existsSync(join(repo.root, '.git/checkmod')) && readdirSync(join(repo.root, '.git/checkmod'))).toEqual([]);
  });
  it('runs no filter and no hook of the repository', async () => {
    const repo = project();
    stage(repo, '.gitattributes', '*.py filter=trap\n');
    stage(repo, 'a.py', 'x = "FIX"\n');
    const trap = join(repo.root, '.git/trap');
    writeFileSync(trap, `#!/bin/sh\ntouch '${trap}.sprung'\ncat\n`, { mode: 0o755 });
    writeFileSync(join(repo.root, '.git/hooks/post-index-change'), `#!/bin/sh\ntouch '${trap}.sprung'\n`, { mode: 0o755 });
    repo.git('config', 'filter.trap.clean', trap);
    repo.git('config', 'filter.trap.smudge', trap);
    repo.git('config', 'filter.trap.required', 'true');
    rmSync(`${trap}.sprung`, { force: true });
    expect((await run(repo.root, '--write')).code).toBe(0);
    expect(existsSync(`${trap}.sprung`)).toBe(false);
    expect([inIndex(repo, 'a.py'), repo.read('a.py')]).toEqual(['x = "DONE"\n', 'x = "DONE"\n']);
  });
});

describe('--staged is refused in one line', () => {
  it('outside git', async () => {
    const { root } = project({}, { git: false });
    expect(await run(root)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/is not under git, so nothing is staged/) });
  });
  it('in the middle of a merge', async () => {
    const repo = project();
    repo.git('checkout', '-qb', 'other');
    repo.write('old.py', 'x = 1\n');
    repo.git('commit', '-qam', 'other');
    repo.git('checkout', '-q', '-');
    repo.write('old.py', 'x = 2\n');
    repo.git('commit', '-qam', 'this');
    expect(() => repo.git('merge', '-q', 'other')).toThrow();
    expect(await run(repo.root)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^checkmod: --staged: old\.py has merge conflicts; [^\n]*\n$/) });
  });
  it.each([['--since', 'HEAD'], ['--checklist', 'TODO.md'], ['--allow-dirty']])('with %s', async (...args) => {
    expect(await run(project().root, ...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/cannot be used with option/) });
  });
});
