import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Repository {
  readonly root: string;
  read(path: string): string;
  readBytes(path: string): Buffer;
  write(path: string, text: string | Uint8Array): void;
  git(...args: string[]): string;
}

/** A folder of its own with these files, committed unless `git` is false. It is gone when the test is over. */
export function repository(files: { readonly [path: string]: string | Uint8Array }, { git: isGit = true } = {}): Repository {
  const root = mkdtempSync(join(tmpdir(), 'checkmod-cli-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const repo: Repository = {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    readBytes: (path) => readFileSync(join(root, path)),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    git: (...args) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'core.autocrlf=false', ...args], { cwd: root, encoding: 'utf8' }),
  };
  for (const [path, text] of Object.entries(files)) repo.write(path, text);
  if (isGit) {
    repo.git('init', '-q');
    repo.git('add', '-A');
    repo.git('commit', '-q', '-m', 'start', '--allow-empty');
  }
  return repo;
}

/** The files of a folder as a repository of its own: in checkmod's, all of checkmod would be looked at. */
export function copyOf(folder: string): Repository {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return repository(Object.fromEntries(files.map((file) => [relative(folder, file), readFileSync(file)])));
}
