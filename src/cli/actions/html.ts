import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { reportHtml } from '../../review/report.ts';
import type { FileView } from '../../review/protocol.ts';
import { interruptible } from '../interruptible.ts';
import { packageFolder } from '../package.ts';
import { EXIT } from '../exit.ts';
import { note } from '../output.ts';
import { selectionOf, type SelectionFlags } from '../selection.ts';

export interface HtmlFlags extends SelectionFlags {
  readonly write?: true;
  readonly check?: true;
}

/** Makes the review of a dry run a page that needs no server: to a file, or to stdout. Gives the exit code. */
export async function htmlAction(paths: string[], flags: HtmlFlags, output: string | undefined): Promise<number> {
  if (flags.write) throw new UsageError('-f html shows what would change; leave out --write, or use another format');
  const { checklist } = flags;
  const seen = await interruptible(async (events) => {
    const { openReview } = await import('../../review/open-review.ts');
    const session = await openReview({ decisions: false, ...selectionOf(paths, flags), ...(checklist !== undefined && { checklist }), ...events });
    try {
      const state = session.state();
      const changed = [...new Set(state.fixes.map(({ path }) => path))];
      const files: FileView[] = [];
      for (const path of changed) files.push(await session.file(path));
      return { state, files };
    } finally {
      await session.close();
    }
  });
  if (seen === undefined) return EXIT.interrupted;
  const html = reportHtml(await readFile(join(packageFolder(), 'dist/review/report.html'), 'utf8'), seen.state, seen.files);
  if (output === undefined) process.stdout.write(html);
  else {
    await writeFile(output, html);
    note(`the report is in ${output}`);
  }
  const isPending = seen.state.fixes.some(({ decision, safety, left }) => left === undefined && decision !== 'rejected' && (decision === 'accepted' || safety === 'safe'));
  return seen.state.errors.length > 0 || (flags.check && isPending) ? EXIT.failed : EXIT.done;
}
