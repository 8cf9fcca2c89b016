import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import { EXIT } from './exit.ts';

type Stream = NodeJS.WriteStream & { fd: 1 | 2 };

/** Notes and progress go to stderr, so that stdout holds what was asked for and nothing else. */
export function note(message: string): void {
  process.stderr.write(`checkmod: ${message}\n`);
}

/** Says what went wrong and gives the exit code. A user's mistake is one line; anything else is a bug and keeps its stack. */
export function complain(error: unknown): number {
  if (error instanceof UsageError) {
    note(error.message);
    return EXIT.usage;
  }
  note(`this is a bug in checkmod, please report it: ${error instanceof Error ? error.stack : String(error)}`);
  return EXIT.failed;
}

export function useColor(stream: Pick<Stream, 'isTTY'>, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR']);
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Colours for stdout. */
export function colors(): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(useColor(process.stdout));
}

export function widthOf(stream: Pick<Stream, 'columns'>): number {
  return stream.columns || 100;
}
