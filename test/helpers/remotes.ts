import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Bare repositories and a manifest, in a folder of their own that is gone when the test is over. */
export interface Migration {
  readonly root: string;
  write(path: string, text: string): void;
  /** Makes a bare repository at `remotes/<name>.git` with one commit. */
  remote(name: string, files: { readonly [path: string]: string }): string;
  git(folder: string, ...args: string[]): string;
}

const PERSON = 'T <t@example.com> 1700000000 +0000';

export function migration(): Migration {
  const root = mkdtempSync(join(tmpdir(), 'checkmod-batch-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const made: Migration = {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remote(name, files) {
      const path = join(root, 'remotes', `${name}.git`);
      execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
      const sized = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
      const contents = Object.entries(files).map(([file, text]) => `M 100644 inline ${JSON.stringify(file)}\n${sized(text)}`);
      execFileSync('git', ['-C', path, 'fast-import', '--quiet'], { input: `commit refs/heads/main\ncommitter ${PERSON}\n${sized('start')}${contents.join('')}\n` });
      return path;
    },
    git: (folder, ...args) => execFileSync('git', ['-C', join(root, folder), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  };
  return made;
}

/** A server whose code has a print and an exception that is swallowed. */
export function server(name: string): { readonly [path: string]: string } {
  return {
    'requirements.txt': 'fastapi\n',
    'app.py': `from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/${name}")\ndef show(n: int):\n    print(f"${name} {n}")\n    try:\n        return {"n": 1 / n}\n    except Exception:\n        pass\n`,
  };
}

/** Git as a person has it who commits. */
export const IDENTITY = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
