import picocolors from 'picocolors';
import { changeLines } from './text/changes.ts';
import { decisionLines } from './text/decisions.ts';
import { itemLines } from './text/items.ts';
import { notReadLines } from './text/not-read.ts';
import { outcome } from './text/outcome.ts';
import { wrap } from './text/prose.ts';
import { summaryLines } from './text/summary.ts';
import { toDoLines } from './text/to-do.ts';
import type { Reporter } from './types.ts';

/** What a reviewer wants to read: diffs with reasons, by item where it is for a checklist, then what was left alone, what is left to do, and the outcome. */
export const text: Reporter<string> = (report, options) => {
  const colors = picocolors.createColors(options.color);
  const { width } = options;
  const lines = [
    ...(report.checklist ? itemLines({ ...report, checklist: report.checklist }, options, colors) : changeLines(report, options, colors)),
    ...summaryLines(report, width, colors),
    ...notReadLines(report, width, colors),
    ...toDoLines(report, width, colors),
    ...(report.decisions ? decisionLines(report.decisions, width, colors) : []),
    '',
    ...wrap(outcome(report, options.write), width).map((line) => colors.bold(line)),
  ];
  return `${lines.slice(lines[0] === '' ? 1 : 0).join('\n')}\n`;
};
