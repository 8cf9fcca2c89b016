import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endGroup } from './command.ts';
import type { Reason } from './failure.ts';
import { doJob, type Job, type JobResult } from './job.ts';
import { ELSEWHERE } from './own-git.ts';
import { RepositoryError } from './types.ts';

/*
 * Starts checkmod itself for one repository, in a process of its own: one that hangs or takes too much memory can be ended
 * without the others.
 */

const LOOK_EVERY_MS = 250;
const PAGE = 4096;

/** What the process says: which group of processes a command of its runs in, and how the job ended. */
export type RunnerMessage =
  | { readonly kind: 'group'; readonly pid?: number }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly reason: Reason };

export interface Limits {
  readonly timeMs: number;
  readonly memoryMb: number;
  readonly signal?: AbortSignal | undefined;
}

/** Does a job in a process of its own; in this one where there is no build to start. Throws `RepositoryError`. */
export async function inChild(runner: URL, job: Job, limits: Limits): Promise<JobResult> {
  if (!existsSync(fileURLToPath(runner))) return doJob(job, () => {});
  return new Promise((resolve, reject) => watched(runner, job, limits, resolve, reject));
}

function watched(runner: URL, job: Job, { timeMs, memoryMb, signal }: Limits, resolve: (result: JobResult) => void, reject: (error: unknown) => void): void {
  // In a session of its own: no password is asked for on the terminal, and all that git started ends with it.
  const child = fork(fileURLToPath(runner), { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [`--max-old-space-size=${memoryMb}`], env: { ...process.env, ...ELSEWHERE } });
  let group: number | undefined;
  let used = 0;
  let said = '';
  let ended: { readonly error: unknown } | undefined;
  let answer: RunnerMessage | undefined;
  const end = (error: unknown) => {
    ended ??= { error };
    endGroup(group);
    endGroup(child.pid);
  };
  const interrupt = () => end(signal!.reason);
  const clock = setInterval(() => {
    // The time of a command is limited where it is started.
    if (group === undefined) used += LOOK_EVERY_MS;
    if (used > timeMs) end(new RepositoryError('it took too long', `it took longer than ${Math.round(timeMs / 1000)} s and was ended; raise limits.time, or narrow the run`));
    if (residentMb(child.pid) > memoryMb) end(tooMuchMemory(memoryMb));
  }, LOOK_EVERY_MS);
  signal?.addEventListener('abort', interrupt);
  child.stderr!.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-8000); });
  child.on('message', (message: RunnerMessage) => {
    if (message.kind === 'group') group = message.pid;
    else answer = message;
  });
  child.on('error', end);
  child.on('close', (code, killedBy) => {
    clearInterval(clock);
    signal?.removeEventListener('abort', interrupt);
    endGroup(child.pid);
    if (ended) reject(ended.error);
    else if (answer?.kind === 'done') resolve(answer.result);
    else if (answer?.kind === 'failed') reject(new RepositoryError(answer.reason.cause, answer.reason.reason));
    else if (/heap out of memory|Zone/.test(said)) reject(tooMuchMemory(memoryMb));
    else reject(new RepositoryError('its process ended', `the process that worked on it ended (${killedBy ?? `exit code ${code}`})${said === '' ? '' : `: ${said.trim().split('\n').at(-1)}`}`));
  });
  if (signal?.aborted) interrupt();
  else child.send(job);
}

function tooMuchMemory(memoryMb: number): RepositoryError {
  return new RepositoryError('it took too much memory', `it took more than ${memoryMb} MB of memory and was ended; raise limits.memory, or narrow the run`);
}

/** Memory that a process holds; 0 where the system does not tell in this way. */
function residentMb(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE / 1024 / 1024;
  } catch {
    return 0;
  }
}
