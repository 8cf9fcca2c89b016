import { setTimeout as wait } from 'node:timers/promises';
import { batch, type BatchOptions, type BatchReport } from '../../../batch.ts';
import { UsageError } from '../../../errors.ts';
import { EXIT } from '../../exit.ts';
import { colors, note, widthOf } from '../../output.ts';
import { showBatchProgress } from './progress.ts';
import { reportLines } from './report.ts';

export interface BatchFlags {
  readonly phase: BatchOptions['phase'];
  readonly only?: string[];
  readonly skip?: string[];
  readonly failed?: true;
  readonly retry?: number;
  readonly work?: string;
  readonly json?: true;
  readonly takeOver?: true;
  readonly dryRun?: true;
  readonly limit?: number;
  readonly watch?: true;
  readonly queue?: string;
  readonly keys?: string;
  readonly share?: string;
}

const CLEAR = '\x1b[2J\x1b[H';
/** Seconds between two looks: three requests for each pull request, and hosts allow 5,000 an hour. */
const SECONDS = 60;
const SECONDS_EACH = 3;

/** Does a phase of a migration, prints what is known then, and gives the exit code. */
export async function phaseAction(manifest: string, { json, watch, queue: url, keys, share, ...flags }: BatchFlags): Promise<number> {
  if (url === undefined && (keys !== undefined || share !== undefined)) throw new UsageError('--keys and --share are for --queue; add it, or leave them out');
  const queue = url !== undefined && { queue: { url, ...(keys !== undefined && { keys }), ...(share !== undefined && { share }) } };
  let shown = '';
  const show = (report: BatchReport) => {
    const lines = json ? [JSON.stringify(report, undefined, 2)] : reportLines(report, { manifest, flags, colors: colors(), width: widthOf(process.stdout) });
    const text = `${lines.join('\n')}\n`;
    if (text !== shown) process.stdout.write(`${watch && !json && process.stdout.isTTY ? CLEAR : ''}${text}`);
    shown = text;
  };
  const report = await interruptible(async ({ stopProgress, ...options }) => {
    for (;;) {
      const now = await batch({ ...flags, ...queue, manifest, ...options });
      stopProgress();
      show(now);
      const open = now.repositories.filter(({ pull }) => pull?.state === 'open').length;
      if (!watch || open === 0) return now;
      await wait(1000 * Math.max(SECONDS, SECONDS_EACH * open), undefined, { signal: options.signal });
    }
  });
  if (report === undefined) return EXIT.interrupted;
  return report.summary.failed > 0 ? EXIT.failed : EXIT.done;
}

/** Ctrl-C ends what runs and keeps what is done; a second one ends this process at once. */
async function interruptible(work: (options: { readonly onEvent: NonNullable<BatchOptions['onEvent']>; readonly signal: AbortSignal; readonly stopProgress: () => void }) => Promise<BatchReport>): Promise<BatchReport | undefined> {
  const controller = new AbortController();
  const interrupt = () => (controller.signal.aborted ? process.exit(EXIT.interrupted) : controller.abort());
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const progress = showBatchProgress();
  try {
    return await work({ onEvent: progress.onEvent, signal: controller.signal, stopProgress: progress.stop });
  } catch (error) {
    progress.stop();
    if (!controller.signal.aborted) throw error;
    note('interrupted; what is done is kept, and the same command goes on');
    return undefined;
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
