import { execFileSync, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is installed: it runs the build. */
export const BIN = join(import.meta.dirname, '../../bin/checkmod.js');

/** What runs keep for the next one does not belong into the home of whoever runs the tests. */
const CACHE = join(tmpdir(), 'checkmod-tests-cache');

export interface Outcome { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the real program, as a shell would, with neither stream a terminal. */
export function program(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return start(cwd, args, env).outcome;
}

/** Starts the program and gives a way to send it a signal. */
export function start(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): { outcome: Promise<Outcome>; kill(signal: NodeJS.Signals): void } {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
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

/** That of the tests, without what they were told about colours and without what CI they run in. */
export function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, GITHUB_ACTIONS: ___, GITLAB_CI: ____, ...rest } = process.env;
  return { ...rest, XDG_CACHE_HOME: CACHE, ...more };
}
