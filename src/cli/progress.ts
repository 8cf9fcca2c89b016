import yoctoSpinner from 'yocto-spinner';
import type { RunEvent } from '../run.ts';
import { note } from './output.ts';

export interface Progress {
  readonly onEvent: (event: RunEvent) => void;
  stop(): void;
}

/** Shows on a terminal how far a run is, and keeps its notes for when it is over. Elsewhere it only notes. */
export function showProgress(): Progress {
  const notes: string[] = [];
  let spinner = process.stderr.isTTY ? yoctoSpinner({ text: 'Listing files…', stream: process.stderr }).start() : undefined;
  return {
    onEvent(event) {
      if (event.kind === 'note') notes.push(event.message);
      else if (event.kind === 'written') notes.push(`undo with: checkmod undo, or ${event.undo}`);
      else if (spinner) spinner.text = describe(event);
    },
    stop() {
      spinner?.stop();
      // A review that stays open looks at files again; that is not this progress any more.
      spinner = undefined;
      notes.splice(0).forEach(note);
    },
  };
}

function describe(event: Exclude<RunEvent, { kind: 'note' | 'written' }>): string {
  const number = (n: number) => n.toLocaleString('en-US');
  if (event.kind === 'listed') return `Reading ${number(event.files)} files…`;
  return `${event.kind === 'scanned' ? 'Reading' : 'Checking'} files… ${number(event.done)} of ${number(event.of)}`;
}
