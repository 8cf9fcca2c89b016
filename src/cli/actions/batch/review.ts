import type { BatchReview } from '../../../batch-review/batch-review.ts';
import type { ShapeOfMany } from '../../../batch-review/shapes.ts';
import { UsageError } from '../../../errors.ts';
import { count, printable } from '../../../reporters/text/prose.ts';
import { quoted } from '../../command-line.ts';
import { EXIT } from '../../exit.ts';
import { colors, note } from '../../output.ts';
import { showReview, type ReviewFlags } from '../review.ts';

export interface BatchReviewFlags extends Pick<ReviewFlags, 'open' | 'port'> {
  readonly work?: string;
  readonly shapes?: true;
  readonly accept?: string[];
  readonly reject?: string[];
  readonly reason?: string;
  readonly json?: true;
}

/** Reviews what was planned of a migration: on a page until it is done, or by what the flags say. Gives the exit code. */
export async function batchReviewAction(manifest: string, flags: BatchReviewFlags): Promise<number> {
  const { shapes, accept = [], reject = [], reason, json } = flags;
  if (reason !== undefined && reject.length === 0) throw new UsageError('--reason is for --reject; add it, or leave it out');
  if (json && !shapes) throw new UsageError('--json is for --shapes; add it, or leave it out');
  const both = accept.find((shape) => reject.includes(shape));
  if (both !== undefined) throw new UsageError(`--accept and --reject both name ${both}; keep one`);
  const { freePort, takePort } = await import('../../../review/server.ts');
  const isScripted = shapes || accept.length > 0 || reject.length > 0;
  const port = isScripted ? undefined : await takePort(flags.port);
  try {
    const review = await opened(manifest, flags);
    return port ? await showReview(review, port, flags) : await decideByFlags(review, manifest, flags);
  } finally {
    if (port) await freePort(port);
  }
}

async function opened(manifest: string, { work }: BatchReviewFlags): Promise<BatchReview> {
  const { openBatchReview } = await import('../../../batch-review/open.ts');
  return openBatchReview({ manifest, cwd: process.cwd(), ...(work !== undefined && { work }) });
}

async function decideByFlags(review: BatchReview, manifest: string, { shapes, accept = [], reject = [], reason, json, work }: BatchReviewFlags): Promise<number> {
  try {
    review.state().notes.forEach(note);
    const known = review.shapes();
    for (const shape of [...accept, ...reject]) if (!known.some((each) => each.shape === shape)) throw new UsageError(`no fix has the shape ${shape}; --shapes lists those that there are`);
    if (accept.length > 0) await review.decideShapes(accept, 'accepted');
    if (reject.length > 0) await review.decideShapes(reject, 'rejected', reason);
    const now = review.shapes();
    const lines = json ? [JSON.stringify(now, undefined, 2)] : shapes ? listLines(now) : decidedLines(now.filter(({ shape }) => [...accept, ...reject].includes(shape)), `checkmod batch apply ${quoted(manifest)}${work === undefined ? '' : ` --work ${quoted(work)}`}`);
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return EXIT.done;
  } finally {
    await review.close();
  }
}

function listLines(shapes: readonly ShapeOfMany[]): string[] {
  const paint = colors();
  return shapes.flatMap((each) => [
    `${paint.bold(each.shape)}  ${where(each)}  ${paint.dim(each.transform)}${each.safety === 'unsafe' ? ' (unsafe)' : ''}  ${standing(each)}`,
    `  ${paint.red('-')} ${printable(each.before)}`,
    `  ${paint.green('+')} ${printable(each.after)}`,
  ]);
}

function decidedLines(shapes: readonly ShapeOfMany[], next: string): string[] {
  return [...shapes.map((each) => `${each.shape}  ${where(each)}: ${standing(each)}`), '', `    ${next}   commits what is accepted, and nothing else`];
}

function where({ places, repositories }: ShapeOfMany): string {
  return `${count(places, 'place')} of ${count(repositories, 'repository', 'repositories')}`;
}

function standing({ places, accepted, rejected }: ShapeOfMany): string {
  const open = places - accepted - rejected;
  return [[accepted, 'accepted'], [rejected, 'rejected'], [open, 'undecided']].filter(([n]) => n !== 0).map(([n, what]) => (n === places ? what : `${n} ${what}`)).join(', ');
}
