import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { MARKS } from '../helpers/marks.ts';
import { BIN } from '../helpers/program.ts';
import { repository, type Repository } from '../helpers/repository.ts';

/** A repository whose commits checkmod sees first. */
function hooked(mode: '--check' | '--write'): Repository {
  const repo = repository({ ...MARKS, 'app/a.py': 'x = 1\n' });
  const hook = join(repo.root, '.git/hooks/pre-commit');
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${BIN}' run -t "$(git rev-parse --show-toplevel)/own/marks" --staged ${mode}\n`, { mode: 0o755 });
  return repo;
}
const commit = (cwd: string, ...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });

it('a hook stops a commit that adds something to fix, whatever the work tree has', () => {
  const { root, git, write } = hooked('--check');
  write('app/a.py', 'x = "FIX"\n');
  git('add', '-A');
  write('app/a.py', 'x = 2\n');
  expect(() => commit(root)).toThrow(/Would fix 1 place/);
  git('add', '-A');
  commit(root);
  expect(git('show', 'HEAD:app/a.py')).toBe('x = 2\n');
});

it('a hook fixes what is committed, also by `commit -a`, and in a linked work tree', () => {
  const { root, git, read, write } = hooked('--write');
  write('app/a.py', 'x = "FIX"\n');
  git('add', '-A');
  commit(root);
  write('app/a.py', 'y = "FIX"\n');
  commit(root, '-a');
  expect([git('show', 'HEAD~1:app/a.py'), git('show', 'HEAD:app/a.py'), read('app/a.py')]).toEqual(['x = "DONE"\n', 'y = "DONE"\n', 'y = "DONE"\n']);
  expect(git('status', '--porcelain')).toBe('');
  git('worktree', 'add', '-q', 'linked', '-b', 'linked');
  write('linked/app/a.py', 'z = "FIX"\n');
  commit(join(root, 'linked/app'), '-a');
  expect([git('show', 'linked:app/a.py'), read('linked/app/a.py')]).toEqual(['z = "DONE"\n', 'z = "DONE"\n']);
});
