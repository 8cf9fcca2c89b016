import { runCommandLine } from '../../src/cli/program.ts';
import { BIN, environment, type Outcome } from './program.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Does what the program does with these words, but in this process: for what a command says and does. How a process
 * starts, writes and ends is for `program`. One after another, as there is one current folder.
 */
export function checkmod(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const outcome = last.then(() => inProcess(cwd, args, environment(env)));
  last = outcome.catch(() => {});
  return outcome;
}

async function inProcess(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const before = { cwd: process.cwd(), argv: process.argv, env: process.env, exitCode: process.exitCode };
  const [stdout, stderr] = [taken(process.stdout), taken(process.stderr)];
  try {
    process.chdir(cwd);
    Object.assign(process, { argv: [process.execPath, BIN, ...args], env, exitCode: undefined });
    await runCommandLine(args);
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.giveBack();
    stderr.giveBack();
    process.chdir(before.cwd);
    Object.assign(process, { argv: before.argv, env: before.env, exitCode: before.exitCode });
  }
}

/** Takes what is written to a stream until it is given back. */
function taken(stream: NodeJS.WriteStream): { text(): string; giveBack(): void } {
  const { write } = stream;
  const chunks: Buffer[] = [];
  stream.write = (chunk: string | Uint8Array) => chunks.push(Buffer.from(chunk as string)) > 0;
  return { text: () => Buffer.concat(chunks).toString('utf8'), giveBack: () => { stream.write = write; } };
}
