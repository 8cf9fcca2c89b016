import { batchWork, type WorkEvent } from '../../../batch.ts';
import { printable } from '../../../reporters/text/prose.ts';
import { EXIT } from '../../exit.ts';
import { note } from '../../output.ts';

export interface WorkFlags {
  readonly queue: string;
  readonly keys?: string;
  readonly share?: string;
  readonly from?: string;
  readonly work?: string;
  readonly concurrency?: number;
  readonly rate?: { readonly max: number; readonly duration: number };
}

/** Works until it is ended; a line for each thing it does. Gives the exit code. */
export async function workAction({ queue, ...flags }: WorkFlags): Promise<number> {
  const [drain, stop] = [new AbortController(), new AbortController()];
  const interrupt = () => {
    if (drain.signal.aborted) return stop.abort();
    note('takes no more; ends when what it has begun is done (once more: at once)');
    drain.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    await batchWork({ ...flags, url: queue, cwd: process.cwd(), onEvent: (event) => note(printable(describe(event))), drain: drain.signal, stop: stop.signal });
    return stop.signal.aborted ? EXIT.interrupted : EXIT.done;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function describe(event: WorkEvent): string {
  switch (event.kind) {
    case 'ready': return `${event.worker} is ready`;
    case 'trouble': return event.reason;
    case 'refused': return `refused ${event.repository}: ${event.reason}`;
    case 'failed': return `${event.phase} ${event.repository}: failed: ${event.reason.split('\n', 1)[0]!}`;
    default: return `${event.phase} ${event.repository}: ${event.kind}`;
  }
}
