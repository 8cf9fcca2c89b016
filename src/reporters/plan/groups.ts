import { VERDICTS } from '../../checklist/summary.ts';
import type { ItemReport, PlanSummary, Severity, Verdict } from '../../report.ts';
import { count } from '../text/prose.ts';

/** Items that stand together under the checklist's own headings. */
export interface Group {
  readonly heading: string;
  /** Where all its items have the same. */
  readonly severity?: Severity;
  readonly items: readonly ItemReport[];
}

export function groupsOf(items: readonly ItemReport[]): Group[] {
  const groups: { heading: string; items: ItemReport[] }[] = [];
  for (const item of items) {
    if (groups.at(-1)?.heading === item.heading) groups.at(-1)!.items.push(item);
    else groups.push({ heading: item.heading, items: [item] });
  }
  return groups.map((group) => {
    const [severity, ...others] = new Set(group.items.map((item) => item.severity));
    return { ...group, ...(severity && others.length === 0 && { severity }) };
  });
}

const COUNTED: { readonly [verdict in Verdict]: string } = {
  'fixed': 'fixed', 'fixable': 'fixable', 'holds already': 'hold already', 'partly': 'partly', 'needs a person': 'need a person',
  'not applicable': 'not applicable', 'not recognised': 'not recognised',
};

/** `51 items: 9 fixable, 4 hold already, …`, what can be fixed, and what is ticked but open. */
export function summarySentences({ items, verdicts, tickedButOpen, fixes, unsafeFixes }: PlanSummary): string[] {
  const number = (n: number) => n.toLocaleString('en-US');
  const told = VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => {
    const n = verdicts[verdict];
    const word = n === 1 ? COUNTED[verdict].replace(/^(hold|need)\b/, '$1s') : COUNTED[verdict];
    const more = verdict === 'fixable' ? fixesText(fixes, unsafeFixes) : '';
    return `${number(n)} ${word}${more && ` (${more})`}`;
  });
  return [
    `${count(items, 'item')}${told.length > 0 ? `: ${told.join(', ')}` : ''}.`,
    ...(verdicts.fixable === 0 && fixes + unsafeFixes > 0 ? [`There ${fixes + unsafeFixes === 1 ? 'is' : 'are'} ${fixesText(fixes, unsafeFixes)}.`] : []),
    ...(tickedButOpen > 0 ? [`${tickedButOpen === 1 ? 'One is' : `${number(tickedButOpen)} are`} ticked although ${tickedButOpen === 1 ? 'it does' : 'they do'} not hold.`] : []),
  ];
}

function fixesText(fixes: number, unsafeFixes: number): string {
  if (fixes === 0) return unsafeFixes > 0 ? `${count(unsafeFixes, 'fix', 'fixes')} with --unsafe` : '';
  return `${count(fixes, 'fix', 'fixes')}${unsafeFixes > 0 ? `, ${unsafeFixes.toLocaleString('en-US')} more with --unsafe` : ''}`;
}
