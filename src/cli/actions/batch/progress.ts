import yoctoSpinner from 'yocto-spinner';
import type { BatchEvent } from '../../../batch.ts';
import { count, printable } from '../../../reporters/text/prose.ts';
import { note } from '../../output.ts';

const BAR = 24;
const DOING = { plan: 'Planning', apply: 'Applying', push: 'Pushing', undo: 'Undoing' } as const;

/** Shows on a terminal how far a migration is: a bar, the rate and the time left. Elsewhere a line for what fails. */
export function showBatchProgress(): { readonly onEvent: (event: BatchEvent) => void; stop(): void } {
  const spinner = process.stderr.isTTY ? yoctoSpinner({ text: 'Reading the manifest…', stream: process.stderr }).start() : undefined;
  const started = performance.now();
  return {
    onEvent(event) {
      if (event.kind === 'waiting') say(`${printable(event.host)} asks to wait ${time(event.seconds)}`);
      if (event.kind === 'listed' && event.waiting > 0) say(`${count(event.waiting, 'repository waits', 'repositories wait')}: as many pull requests are open as pullRequest.maxOpen allows`);
      if (event.kind === 'retrying') say(`${printable(event.repository)}: ${printable(firstLine(event.reason))}; trying again (${event.attempt})`);
      else if (event.kind === 'finished') {
        if (event.state.failure) say(`${printable(event.repository)} failed: ${printable(firstLine(event.state.failure.reason))}`);
        if (spinner) spinner.text = describe(event, (performance.now() - started) / 1000);
      } else if (event.kind === 'trouble') say(printable(event.reason));
      else if (event.kind === 'listed' && spinner) spinner.text = `${DOING[event.phase]} ${event.repositories} repositories…`;
    },
    stop: () => spinner?.stop(),
  };

  function say(text: string): void {
    if (!spinner) return note(text);
    spinner.stop();
    note(text);
    spinner.start();
  }
}

/** `Planning ███████░░░ 12 of 60, 2.1 a second, 23 s left` */
export function describe({ phase, done, of }: Extract<BatchEvent, { kind: 'finished' }>, seconds: number): string {
  const full = Math.round(BAR * done / of);
  const rate = done / Math.max(seconds, 0.001);
  const left = (of - done) / rate;
  return `${DOING[phase]} ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done} of ${of}, ${rate >= 1 ? `${rate.toFixed(1)} a second` : `${(rate * 60).toFixed(1)} a minute`}, ${time(left)} left`;
}

function time(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}
