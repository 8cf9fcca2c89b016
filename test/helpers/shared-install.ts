import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export const WINDOWS = process.platform === 'win32';
const CACHE = join(import.meta.dirname, '../../node_modules/.cache');
const STEP_TIMEOUT = 300_000;

/** A folder of packages that all behaviour tests share: what is in it, and how more gets in. */
export class SharedInstall {
  readonly folder: string;
  readonly #installed: string;
  readonly #lock: string;

  constructor(name: string) {
    this.folder = join(CACHE, name);
    this.#installed = join(this.folder, 'installed.txt');
    this.#lock = `${this.folder}.lock`;
  }

  missing(packages: readonly string[]): string[] {
    const there = existsSync(this.#installed) ? readFileSync(this.#installed, 'utf8').split('\n').filter(Boolean) : [];
    return packages.filter((name) => !there.includes(name));
  }

  /** Brings in what is missing, one process at a time; a reason where that fails, thrown when `CHECKMOD_REQUIRE_ALL=1`. */
  async ensure(packages: readonly string[], install: (missing: readonly string[]) => Promise<void>): Promise<string | undefined> {
    try {
      if (this.missing(packages).length > 0) await this.#locked(() => this.#bringIn(packages, install));
      return undefined;
    } catch (error) {
      const reason = `cannot install ${packages.join(', ')}: ${reasonOf(error)}`;
      if (process.env['CHECKMOD_REQUIRE_ALL'] === '1') throw new Error(reason, { cause: error });
      return reason;
    }
  }

  /** Another process may have brought it in while this one waited. */
  async #bringIn(packages: readonly string[], install: (missing: readonly string[]) => Promise<void>): Promise<void> {
    const missing = this.missing(packages);
    if (missing.length === 0) return;
    mkdirSync(this.folder, { recursive: true });
    await install(missing);
    writeFileSync(this.#installed, missing.map((name) => `${name}\n`).join(''), { flag: 'a' });
  }

  async #locked(work: () => Promise<void>): Promise<void> {
    mkdirSync(dirname(this.#lock), { recursive: true });
    while (!this.#takeLock()) await sleep(200);
    try {
      await work();
    } finally {
      rmSync(this.#lock, { force: true });
    }
  }

  /** The lock of a process that died is taken over. */
  #takeLock(): boolean {
    try {
      writeFileSync(this.#lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (this.#isAbandoned()) rmSync(this.#lock, { force: true });
      return false;
    }
  }

  #isAbandoned(): boolean {
    try {
      const owner = Number(readFileSync(this.#lock, 'utf8'));
      // An empty file is a lock whose owner has not written its id yet.
      if (owner) process.kill(owner, 0);
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  }
}

export async function runProgram(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; shell?: boolean } = {}) {
  return promisify(execFile)(command, args, { encoding: 'utf8', ...options, timeout: STEP_TIMEOUT, maxBuffer: 32 * 1024 * 1024 });
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  return (stderr?.trim() || message).split('\n').at(-1)!;
}
