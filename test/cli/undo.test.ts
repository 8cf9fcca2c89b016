import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { repository } from '../helpers/repository.ts';

const project = (files: { readonly [path: string]: string | Uint8Array }, options = {}) => repository({ ...MARKS, ...files }, options);
const write = (root: string, ...args: string[]) => checkmod(root, ['run', ...USE_MARKS, '--write', ...args]);
const undo = (root: string, ...args: string[]) => checkmod(root, ['undo', ...args]);

/** What a write may meet: line ends, marks, encodings, names. */
const FILES: { readonly [path: string]: string | Uint8Array } = {
  'lf.py': 'a = 1\nx = "FIX"\n',
  'crlf.py': 'a = 1\r\nx = "FIX"\r\nb = 2\r\n',
  'mixed.py': 'a = 1\r\nx = "FIX"\nb = 2\rc = 3\n',
  'bare.py': 'x = "FIX"\ry = "FIX"\r',
  'bom.py': '\uFEFFx = "FIX"\n',
  'open end.py': 'x = "FIX"',
  'latin.py': Buffer.from('# -*- coding: latin-1 -*-\nx = "FIX é"\n', 'latin1'),
  'ä/ö "x".py': 'x = "FIX 😀"\n',
  'back\\slash.py': 'x = "FIX"\n',
  'long.py': Array.from({ length: 200 }, (_, i) => (i % 40 === 7 ? `x${i} = "FIX"\n` : `x${i} = ${i}\n`)).join(''),
};

describe('checkmod undo', () => {
  it('brings back every byte and the mode, and removes what was created', async () => {
    const { root, git, readBytes } = project({ ...FILES, 'deep/env.py': 'x = "ENV"\n' });
    chmodSync(join(root, 'lf.py'), 0o755);
    git('commit', '-qam', 'mode');
    const before = Object.keys(FILES).map(readBytes);
    expect((await write(root)).code).toBe(0);
    expect(existsSync(join(root, '.env.example'))).toBe(true);
    expect(Object.keys(FILES).map(readBytes).filter((bytes, i) => bytes.equals(before[i]!))).toEqual([]);
    const { code, stdout, stderr } = await undo(root);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').sort()).toEqual(['', ...[...Object.keys(FILES), 'deep/env.py'].map((path) => `restored ${path}`), 'removed .env.example'].sort());
    expect(Object.keys(FILES).map(readBytes)).toEqual(before);
    expect(statSync(join(root, 'lf.py')).mode & 0o777).toBe(0o755);
    expect(git('status', '--porcelain')).toBe('');
  });
  it('works on changes that were not committed, which git could not bring back', async () => {
    const { root, read, write: put } = project({ 'a.py': 'x = 1\n' });
    put('a.py', 'y = "FIX"\n');
    expect((await write(root, '--allow-dirty')).code).toBe(0);
    expect(await undo(root)).toMatchObject({ code: 0, stdout: 'restored a.py\n' });
    expect(read('a.py')).toBe('y = "FIX"\n');
  });
  it('works outside git, with the patch among the user\'s files', async () => {
    const { root, read } = project({ 'a.py': 'x = "ENV"\r\n', 'pyproject.toml': '' }, { git: false });
    const env = { XDG_STATE_HOME: join(root, 'state') };
    expect((await checkmod(root, ['run', ...USE_MARKS, '--write', '--allow-no-vcs'], env)).code).toBe(0);
    expect(await checkmod(root, ['undo'], env)).toMatchObject({ code: 0, stdout: 'restored a.py\nremoved .env.example\n' });
    expect(read('a.py')).toBe('x = "ENV"\r\n');
    expect(await checkmod(root, ['undo'], env)).toMatchObject({ code: 2, stderr: expect.stringMatching(/nothing was written in .* that could be undone/) });
  });
  it('done again, undoes the write before', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\ny = "RISKY"\n', 'b.py': 'x = 1\n' });
    await write(root);
    await write(root, '--unsafe', '--allow-dirty');
    expect(read('a.py')).toBe('x = "DONE"\ny = "DONE"\n');
    await undo(root);
    expect(read('a.py')).toBe('x = "DONE"\ny = "RISKY"\n');
    await undo(root);
    expect(read('a.py')).toBe('x = "FIX"\ny = "RISKY"\n');
    expect(await undo(root)).toMatchObject({ code: 2, stdout: '' });
  });
  it('--list names the writes, and a patch by its name or path is undone', async () => {
    const { root, read, git } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = "FIX"\n', 'c.py': 'x = "FIX"\n' });
    expect(await undo(root, '--list')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing was written in/) });
    await write(root, 'a.py', 'b.py');
    await write(root, 'c.py');
    const { stdout } = await undo(root, '--list');
    expect(stdout).toMatch(/^\S+Z {2}c\.py\n {2}(\S+\.patch)\n\S+Z {2}a\.py and 1 more\n {2}(\S+\.patch)\n$/);
    const [last, first] = [...stdout.matchAll(/\S+\.patch/g)].map(([file]) => file);
    expect(await undo(root, first!)).toMatchObject({ code: 0, stdout: 'restored a.py\nrestored b.py\n' });
    expect(read('c.py')).toBe('x = "DONE"\n');
    expect(await undo(root, last!.split('/').at(-1)!)).toMatchObject({ code: 0, stdout: 'restored c.py\n' });
    expect(git('status', '--porcelain')).toBe('');
  });
  it('is all or nothing: refuses with the names of files that changed since or are gone', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n\n\n\n\n\n\n\n\ny = 1\n', 'b.py': 'x = "FIX"\n', 'c.py': 'x = "FIX"\n' });
    await write(root);
    appendFileSync(join(root, 'a.py'), '# far from the fix\n');
    rmSync(join(root, 'b.py'));
    const { code, stdout, stderr } = await undo(root);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^checkmod: a\.py, b\.py changed since checkmod wrote it, so nothing was undone/);
    expect(read('c.py')).toBe('x = "DONE"\n');
  });
  it('leaves what somebody has brought back already', async () => {
    const { root, git } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = "FIX"\n' });
    await write(root);
    git('checkout', 'a.py');
    expect(await undo(root)).toMatchObject({ code: 0, stdout: 'restored b.py\nalready as before a.py\n' });
    expect(git('status', '--porcelain')).toBe('');
  });
  it('restores nothing when one file of the patch was changed in it', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n', 'b.py': 'x = "FIX"\n' });
    await write(root);
    const { stdout } = await undo(root, '--list');
    const patch = /\S+\.patch/.exec(stdout)![0];
    writeFileSync(patch, readFileSync(patch, 'utf8').replace(/(b\.py\n(?:.*\n)*?)\+x = "FIX"/, '$1+x = "OTHER"'));
    expect(await undo(root)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/b\.py cannot be brought back/) });
    expect([read('a.py'), read('b.py')]).toEqual(['x = "DONE"\n', 'x = "DONE"\n']);
  });

  describe('a patch from elsewhere', () => {
    const saved = (root: string) => readdirSync(join(root, '.git/checkmod')).map((name) => join(root, '.git/checkmod', name))[0]!;
    it('cannot reach out of the root, nor into git\'s own folder', async () => {
      const { root } = project({ 'a.py': 'x = "FIX"\n' });
      await write(root);
      const patch = readFileSync(saved(root), 'utf8');
      for (const path of ['../outside.py', '.git/hooks/a.py', '/etc/a.py']) {
        const file = join(dirname(saved(root)), `${path.replace(/\W/g, '-')}.patch`);
        writeFileSync(file, patch.replaceAll('a/a.py', `a/${path}`).replaceAll('b/a.py', `b/${path}`));
        expect(await undo(root, file)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/which is no file of a repository/) });
      }
    });
    it('nor through a link', async () => {
      const { root } = project({ 'in/a.py': 'x = "FIX"\n' });
      const other = project({});
      await write(root);
      cpSync(join(root, 'in/a.py'), join(other.root, 'a.py'));
      rmSync(join(root, 'in'), { recursive: true });
      symlinkSync(other.root, join(root, 'in'));
      expect(await undo(root)).toMatchObject({ code: 2, stderr: expect.stringMatching(/in\/a\.py changed since/) });
      expect(other.read('a.py')).toBe('x = "DONE"\n');
    });
    it.each([['no patch', 'hello\n'], ['one without ids', 'diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+y\n'], ['an empty one', '']])('%s is refused', async (_, text) => {
      const { root } = project({});
      mkdirSync(join(root, 'tmp'));
      writeFileSync(join(root, 'tmp/x.patch'), text);
      expect(await undo(root, 'tmp/x.patch')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/is no patch that checkmod saved/) });
    });
    it('a missing one is said', async () => {
      expect(await undo(project({}).root, 'nope.patch')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/nope\.patch cannot be read \(ENOENT\)/) });
    });
  });
});
