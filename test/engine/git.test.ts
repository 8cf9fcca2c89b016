import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedSince, dirtyPaths, findRoot } from '../../src/engine/git.ts';
import { listFiles } from '../../src/engine/walk.ts';

let folder: string;
beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'checkmod-git-'))); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });
}

function write(path: string, text = 'x = 1\n'): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function repository(...paths: string[]): void {
  git(folder, 'init', '-q', '-b', 'main');
  for (const path of paths) write(path);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'first');
}

describe('the root', () => {
  it('is the git top level of a path below it', async () => {
    repository('a/b/c.py');
    expect(await findRoot(['a/b/c.py'], folder)).toEqual({ path: folder, isGit: true });
  });

  it('is the nearest folder with a manifest outside git', async () => {
    write('service/pyproject.toml', '');
    write('service/app/main.py');
    expect(await findRoot(['service/app'], folder)).toEqual({ path: join(folder, 'service'), isGit: false });
  });

  it('is the current folder where there is neither', async () => {
    write('deep/down/x.py');
    expect(await findRoot(['deep'], folder)).toEqual({ path: folder, isGit: false });
  });

  it('is one: paths under two are refused', async () => {
    for (const name of ['one', 'two']) {
      mkdirSync(join(folder, name));
      git(join(folder, name), 'init', '-q');
    }
    await expect(findRoot(['one', 'two'], folder)).rejects.toThrow(/two roots/);
  });

  it('is not guessed for a path that is missing', async () => {
    await expect(findRoot(['nowhere'], folder)).rejects.toThrow(/there is no nowhere/);
  });

  it('is not taken from a repository of somebody else', async () => {
    repository('a.py');
    const before = process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
    process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
    try {
      await expect(findRoot([], folder)).rejects.toThrow(/git config --global --add safe\.directory/);
    } finally {
      if (before === undefined) delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
      else process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = before;
    }
  });

  it('needs git where the folder is a repository', async () => {
    repository('a.py');
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      await expect(findRoot([], folder)).rejects.toThrow(/git is not installed/);
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('the files', () => {
  const list = async () => listFiles(await findRoot([], folder));

  it('are those git tracks or does not ignore, without symlinks and other people\'s code', async () => {
    repository('a.py', 'node_modules/x/y.py', 'lib/python3.11/site-packages/z.py', 'env/pyvenv.cfg', 'env/w.py');
    write('.gitignore', 'ignored.py\n');
    write('ignored.py');
    write('new.py');
    symlinkSync('/etc/hostname', join(folder, 'link.py'));
    expect((await list()).paths).toEqual(['.gitignore', 'a.py', 'new.py']);
  });

  it('keep names with spaces and letters beyond ASCII', async () => {
    repository('päth with space/ä.py');
    expect((await list()).paths).toEqual(['päth with space/ä.py']);
  });

  it('of a sparse checkout are those that are there', async () => {
    repository('in/a.py', 'out/b.py');
    git(folder, 'sparse-checkout', 'set', 'in');
    const { paths, notes } = await list();
    expect(paths).toEqual(['in/a.py']);
    expect(notes.join()).toMatch(/1 tracked files are not in this checkout/);
  });

  it('of a partial clone need no network', async () => {
    repository('a.py', 'b.py');
    git(folder, 'config', 'uploadpack.allowFilter', 'true');
    const clone = join(folder, 'clone');
    git(folder, 'clone', '-q', '--filter=blob:none', `file://${folder}`, clone);
    git(clone, 'remote', 'set-url', 'origin', 'file:///nowhere');
    expect((await listFiles(await findRoot([], clone))).paths).toEqual(['a.py', 'b.py']);
  });

  it('of a submodule are not looked at, and that is said', async () => {
    const inner = join(folder, 'inner-source');
    mkdirSync(inner);
    git(inner, 'init', '-q');
    writeFileSync(join(inner, 'i.py'), '');
    git(inner, 'add', '-A');
    git(inner, 'commit', '-qm', 'x');
    mkdirSync(join(folder, 'outer'));
    const outer = join(folder, 'outer');
    git(outer, 'init', '-q');
    git(outer, 'submodule', '--quiet', 'add', inner, 'sub');
    const { paths, notes } = await listFiles(await findRoot([], outer));
    expect(paths).toEqual(['.gitmodules']);
    expect(notes.join()).toMatch(/sub is a submodule/);
  });

  it('outside git respect .gitignore all the same', async () => {
    write('.gitignore', 'skip/\n');
    write('skip/a.py');
    write('keep/b.py');
    write('node_modules/c.py');
    expect((await list()).paths).toEqual(['.gitignore', 'keep/b.py']);
  });
});

describe('changes', () => {
  it('since a ref are those of this branch, untracked ones included', async () => {
    repository('a.py', 'b.py', 'c.py');
    git(folder, 'checkout', '-qb', 'work');
    write('b.py', 'y = 2\n');
    git(folder, 'commit', '-qam', 'second');
    write('c.py', 'z = 3\n');
    write('d.py');
    git(folder, 'checkout', '-q', 'main', '--', 'a.py');
    expect([...await changedSince(folder, 'main')].sort()).toEqual(['b.py', 'c.py', 'd.py']);
  });

  it('since a ref that is missing are an error, not everything', async () => {
    repository('a.py');
    await expect(changedSince(folder, 'origin/main')).rejects.toThrow(/no such commit/);
    await expect(changedSince(folder, '--output=x')).rejects.toThrow(/no such commit/);
  });

  it('since a ref need no network in a partial clone, or name the command that fetches what is missing', async () => {
    repository('a.py', 'deep/b.py');
    git(folder, 'config', 'uploadpack.allowFilter', 'true');
    write('deep/b.py', 'y = 2\n');
    git(folder, 'commit', '-qam', 'second');
    for (const lacking of ['blob:none', 'tree:0']) {
      const clone = join(folder, lacking.replace(':', '-'));
      git(folder, 'clone', '-q', `--filter=${lacking}`, `file://${folder}`, clone);
      writeFileSync(join(clone, 'a.py'), 'z = 3\n');
      if (lacking === 'tree:0') {
        await expect(changedSince(clone, 'HEAD~1')).rejects.toThrow(/in a partial clone, fetch what is missing: git diff --name-only HEAD~1$/);
        git(clone, 'diff', '--name-only', 'HEAD~1');
      }
      expect([...await changedSince(clone, 'HEAD~1')].sort()).toEqual(['a.py', 'deep/b.py']);
    }
  });

  it('of a file under a filter are told without it: one that looks touched counts as changed, and fails nothing', async () => {
    repository('a.py');
    git(folder, 'config', 'filter.pointer.clean', 'sed s/.*/pointer/');
    git(folder, 'config', 'filter.pointer.required', 'true');
    write('.gitattributes', '*.bin filter=pointer\n');
    write('big.bin', 'content\n');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'second');
    utimesSync(join(folder, 'big.bin'), 1e9, 1e9);
    utimesSync(join(folder, 'a.py'), 1e9, 1e9);
    expect([...await changedSince(folder, 'HEAD')]).toEqual(['big.bin']);
    expect(await dirtyPaths(folder, ['a.py'])).toEqual([]);
  });

  it('git does not hold: modified, staged and untracked', async () => {
    repository('a.py', 'b.py', 'c.py');
    write('a.py', 'changed\n');
    write('b.py', 'staged\n');
    git(folder, 'add', 'b.py');
    write('new file.py');
    expect((await dirtyPaths(folder, ['a.py', 'b.py', 'c.py', 'new file.py'])).sort()).toEqual(['a.py', 'b.py', 'new file.py']);
  });
});
