import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export const WINDOWS = process.platform === 'win32';
const CACHE = join(import.meta.dirname, '../../node_modules/.cache');
const STEP_TIMEOUT = 300_000;

/** A folder of packages that all behaviour tests share. What is in it is part of its name, so it is made once and never changed. */
export class Install {
  readonly folder: string;
  readonly #packages: readonly string[];
  readonly #fill: (packages: readonly string[]) => Promise<void>;
  readonly #complete: string;
  readonly #lock: string;
  #made: Promise<void> | undefined;

  constructor(name: string, packages: readonly string[], fill: (packages: readonly string[]) => Promise<void>) {
    const content = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 12);
    this.folder = join(CACHE, `${name}-${content}`);
    this.#packages = packages;
    this.#fill = fill;
    this.#complete = join(this.folder, 'complete');
    this.#lock = `${this.folder}.lock`;
  }

  /** Makes it so that it is there when a test asks for it; what goes wrong is for that test to say. */
  start(): void {
    this.ensure().catch(() => {});
  }

  /** Waits until it is there. A reason where that fails, thrown when `CHECKMOD_REQUIRE_ALL=1`. */
  async ensure(): Promise<string | undefined> {
    try {
      await (this.#made ??= this.#make());
      return undefined;
    } catch (error) {
      const reason = `cannot install ${this.#packages.join(', ')}: ${reasonOf(error)}`;
      if (process.env['CHECKMOD_REQUIRE_ALL'] === '1') throw new Error(reason, { cause: error });
      return reason;
    }
  }

  /** One process makes it, and the others wait. */
  async #make(): Promise<void> {
    mkdirSync(dirname(this.folder), { recursive: true });
    while (!existsSync(this.#complete)) {
      if (this.#takeLock()) await this.#fillLocked();
      else await sleep(200);
    }
  }

  async #fillLocked(): Promise<void> {
    try {
      if (existsSync(this.#complete)) return;
      rmSync(this.folder, { recursive: true, force: true });
      mkdirSync(this.folder);
      await this.#fill(this.#packages);
      writeFileSync(this.#complete, '');
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
