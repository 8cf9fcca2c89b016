import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const BIN = join(import.meta.dirname, '../../bin/checkmod.js');

export interface Outcome { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the real program, as a shell would, with neither stream a terminal. */
export async function checkmod(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return start(cwd, args, env).outcome;
}

/** Starts the program and gives a way to send it a signal. */
export function start(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): { outcome: Promise<Outcome>; kill(signal: NodeJS.Signals): void } {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { outcome, kill: (signal) => void child.kill(signal) };
}

/** The program within a shell pipeline: `$CHECKMOD` stands for it. */
export function shell(cwd: string, command: string): string {
  return execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd, encoding: 'utf8', env: { ...process.env, CHECKMOD: `${process.execPath} ${BIN}` } });
}

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

/**
 * A transform that does what the words in a file say, so that tests of the program do not depend on the built-in rules:
 * FIX and RISKY become DONE (RISKY is unsafe), LEAVE has no fix, BREAK makes the file invalid, ENV wants a variable.
 */
export const MARKS = {
  'own/marks/index.mjs': `
const SHAPES = {
  FIX: { safety: 'safe', text: 'DONE' },
  RISKY: { safety: 'unsafe', reason: 'it may surprise', text: 'DONE' },
  LEAVE: { reason: 'it is to stay' },
  BREAK: { safety: 'safe', text: '"(' },
  ENV: { safety: 'safe', text: 'DONE', needs: [{ kind: 'env', key: 'env:MARKS', name: 'MARKS', value: 'x', comment: 'What marks are' }],
    actions: [{ kind: 'env', name: 'MARKS', message: 'set it' }] },
};
export default {
  id: 'marks', title: 'Do what the words say', why: 'Tests need it.', cues: [], zones: ['server', 'library', 'orphan'],
  rules: { python: {
    prefilter: /\\b(FIX|RISKY|LEAVE|BREAK|ENV)\\b/,
    *sites(doc) {
      for (const match of doc.text.matchAll(/\\b(FIX|RISKY|LEAVE|BREAK|ENV)\\b/g)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const { text, needs, ...rest } = SHAPES[match[0]];
        yield { span, message: 'the word ' + match[0], ...rest, ...(text && { fix: { edits: [{ ...span, text }], ...(needs && { needs }) } }) };
      }
    },
  } },
};
`,
} as const;

export const USE_MARKS = ['-t', './own/marks'] as const;
