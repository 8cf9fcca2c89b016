import { spawn } from 'node:child_process';

/*
 * Starts what a manifest asks for, `setup` and `verify`: code of the repository, which runs for nobody else. In a group of
 * its own, so that all it started ends with it.
 */

const MOST_OUTPUT = 64 * 1024 * 1024;
const END = 4000;
/** What a command finds of the environment; a token of the person who runs the migration is not among it. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

export interface CommandOptions {
  readonly cwd: string;
  /** Names of environment variables it gets beside the usual ones. */
  readonly env?: readonly string[];
  readonly timeMs: number;
  /** The group of processes while it runs, then undefined. */
  readonly onGroup?: (pid: number | undefined) => void;
}

export interface CommandResult {
  readonly passed: boolean;
  /** The end of what it wrote, and why it was ended. */
  readonly output: string;
}

/** Runs a command of a shell to its end, or to that of its time. */
export function runCommand(command: string, { cwd, env = [], timeMs, onGroup }: CommandOptions): Promise<CommandResult> {
  const names = [...PASSED_ON, ...env].filter((name) => process.env[name] !== undefined);
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
      env: Object.fromEntries(names.map((name) => [name, process.env[name]])),
    });
    onGroup?.(child.pid);
    let output = '';
    let written = 0;
    let ended: string | undefined;
    const end = (why?: string) => {
      ended ??= why;
      endGroup(child.pid);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-END);
        if ((written += text.length) > MOST_OUTPUT) end(`it wrote more than ${MOST_OUTPUT / 1024 / 1024} MB and was ended`);
      });
    }
    const timer = setTimeout(() => end(`it took longer than ${Math.round(timeMs / 1000)} s and was ended`), timeMs);
    child.on('error', (error) => { ended ??= error.message; });
    // Not only on `close`: what it left running in the background holds its output open.
    child.on('exit', () => end());
    child.on('close', (code) => {
      clearTimeout(timer);
      onGroup?.(undefined);
      resolve({ passed: code === 0 && ended === undefined, output: [output.trimEnd(), ...(ended === undefined ? [] : [ended])].filter(Boolean).join('\n') });
    });
  });
}

/** Ends a group of processes at once; none is left to be asked. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
