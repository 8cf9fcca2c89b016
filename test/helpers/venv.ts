import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/checkmod-venv');
const LOCK = `${FOLDER}.lock`;
const INSTALLED = join(FOLDER, 'installed.txt');
const WINDOWS = process.platform === 'win32';
const PYTHON = join(FOLDER, WINDOWS ? 'Scripts/python.exe' : 'bin/python');
const STEP_TIMEOUT = 300_000;

export type Python = { readonly python: string } | { readonly skip: string };

/**
 * A Python with these packages, in a virtual environment that all behaviour tests share. Without python3 or PyPI it
 * gives the reason to skip the test, or throws when `CHECKMOD_REQUIRE_ALL=1`.
 *
 *     const python = await pythonWith('fastapi', 'httpx');
 *     describe.skipIf('skip' in python)('skip' in python ? python.skip : 'FastAPI', () => { … });
 */
export async function pythonWith(...packages: string[]): Promise<Python> {
  try {
    if (missing(packages).length > 0) await locked(() => install(packages));
    return { python: PYTHON };
  } catch (error) {
    const skip = `no Python with ${packages.join(', ')}: ${reasonOf(error)}`;
    if (process.env['CHECKMOD_REQUIRE_ALL'] === '1') throw new Error(skip, { cause: error });
    return { skip };
  }
}

/** Runs code with a Python of `pythonWith` in a folder, and gives what it printed. */
export async function runPython(python: Python, code: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  if ('skip' in python) throw new Error(python.skip);
  const { stdout } = await run(python.python, ['-c', code], { cwd, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } });
  return stdout;
}

async function install(packages: readonly string[]): Promise<void> {
  if (!existsSync(PYTHON)) await run(WINDOWS ? 'python' : 'python3', ['-m', 'venv', FOLDER]);
  const wanted = missing(packages);
  if (wanted.length === 0) return;
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1', ...wanted]);
  writeFileSync(INSTALLED, [...installed(), ...wanted].map((name) => `${name}\n`).join(''));
}

function missing(packages: readonly string[]): string[] {
  const there = installed();
  return packages.filter((name) => !there.includes(name));
}

function installed(): string[] {
  return existsSync(PYTHON) && existsSync(INSTALLED) ? readFileSync(INSTALLED, 'utf8').split('\n').filter(Boolean) : [];
}

/** One process at a time; the lock of a process that died is taken over. */
async function locked(work: () => Promise<void>): Promise<void> {
  mkdirSync(join(FOLDER, '..'), { recursive: true });
  while (!takeLock()) await sleep(200);
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAbandoned()) rmSync(LOCK, { force: true });
    return false;
  }
}

function isAbandoned(): boolean {
  try {
    const owner = Number(readFileSync(LOCK, 'utf8'));
    // An empty file is a lock whose owner has not written its id yet.
    if (owner) process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function run(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  return promisify(execFile)(command, args, { ...options, timeout: STEP_TIMEOUT, maxBuffer: 32 * 1024 * 1024 });
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  return (stderr?.trim() || message).split('\n').at(-1)!;
}
