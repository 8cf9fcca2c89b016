import type { DecisionsReport } from '../../report.ts';
import type { Colors } from './colors.ts';
import { count, labelled, printable } from './prose.ts';

const MOST_SHOWN = 8;
const WHY: { readonly [why in DecisionsReport['unmatched'][number]['why']]: string } = {
  gone: 'its place is gone or was changed', ambiguous: 'several places look like it now, so it was applied to none',
};

/** What became of the decisions a run replayed. */
export function decisionLines({ path, accepted, rejected, undecided, unmatched }: DecisionsReport, width: number, colors: Colors): string[] {
  return [
    '',
    `${printable(path)}: ${accepted} accepted, ${rejected} rejected, ${undecided} undecided`,
    ...(unmatched.length > 0 ? [`  ${count(unmatched.length, 'decision')} without a place; \`checkmod decisions\` lists them, \`--prune\` takes them out`] : []),
    ...unmatched.slice(0, MOST_SHOWN).flatMap(({ path: file, transform, scope, decision, why }) =>
      labelled(`    ${printable(file)}${scope === '' ? '' : ` ${printable(scope)}`}`, `${decision}, ${transform}: ${WHY[why]}`, width)),
    ...(unmatched.length > MOST_SHOWN ? [colors.dim(`    … and ${unmatched.length - MOST_SHOWN} more`)] : []),
  ];
}
