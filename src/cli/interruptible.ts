import type { RunEvent } from '../run.ts';
import { EXIT } from './exit.ts';
import { note } from './output.ts';
import { showProgress } from './progress.ts';

/** Work that shows its progress and that Ctrl-C ends; gives nothing then. A second Ctrl-C ends it at once. */
export async function interruptible<T>(work: (events: { readonly onEvent: (event: RunEvent) => void; readonly signal: AbortSignal }) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const interrupt = () => (controller.signal.aborted ? process.exit(EXIT.interrupted) : controller.abort());
  process.on('SIGINT', interrupt);
  const progress = showProgress();
  try {
    return await work({ onEvent: progress.onEvent, signal: controller.signal });
  } catch (error) {
    progress.stop();
    if (!controller.signal.aborted) throw error;
    note('interrupted; nothing was written');
    return undefined;
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
  }
}
