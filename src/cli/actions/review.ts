import { join } from 'node:path';
import type { ReviewState } from '../../review/protocol.ts';
import type { Port } from '../../review/server.ts';
import type { ReviewSession } from '../../review/session.ts';
import { EXIT } from '../exit.ts';
import { openSession } from '../open-session.ts';
import { complain, note } from '../output.ts';
import { packageFolder } from '../package.ts';
import type { SelectionFlags } from '../selection.ts';
import { endSignal } from '../signals.ts';

export interface ReviewFlags extends SelectionFlags {
  readonly open: boolean;
  readonly port: number;
}

/** Serves a review until it is done, and gives the exit code. */
export async function reviewAction(paths: string[], flags: ReviewFlags): Promise<number> {
  const { freePort, takePort } = await import('../../review/server.ts');
  const port = await takePort(flags.port);
  try {
    const session = await openSession(paths, flags);
    return session === undefined ? EXIT.interrupted : await showReview(session, port, flags);
  } finally {
    await freePort(port);
  }
}

/** Shows a review on a port until somebody ends it; closes it then. */
export async function showReview(session: ReviewSession, port: Port, { open }: Pick<ReviewFlags, 'open'>): Promise<number> {
  try {
    session.state().notes.forEach(note);
    if (isWorthSeeing(session.state())) return await serveUntilEnd(session, port, open);
    note('nothing to review: no place was found that could be fixed, and none was left alone');
    return EXIT.done;
  } finally {
    await session.close();
  }
}

function isWorthSeeing({ fixes, left, errors }: ReviewState): boolean {
  return fixes.length > 0 || left.length > 0 || errors.length > 0;
}

async function serveUntilEnd(session: ReviewSession, port: Port, open: boolean): Promise<number> {
  const { serveReview } = await import('../../review/server.ts');
  const signal = endSignal();
  const server = await serveReview(port, { session, page: join(packageFolder(), 'dist/review/page'), onBug: complain });
  process.stdout.write(`checkmod: review at ${server.url}\n`);
  const opened = open ? await openPage(server.url) : undefined;
  void server.entered.then(() => opened?.close());
  try {
    return await Promise.race([server.done.then(() => EXIT.done), signal.code]);
  } finally {
    await opened?.close();
    await server.close();
    signal.forget();
    leaveEditors();
  }
}

async function openPage(url: string) {
  const { openInBrowser } = await import('../../review/open-browser.ts');
  return openInBrowser(url);
}

/** An editor that was opened from the page is a child of this process, which would wait for it. */
function leaveEditors(): void {
  if (process.getActiveResourcesInfo().includes('ProcessWrap')) setTimeout(() => process.exit(), 100);
}
