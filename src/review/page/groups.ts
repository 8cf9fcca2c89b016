import type { ReviewFix } from '../protocol.ts';
import { visible } from './visible.ts';

export const GROUPINGS = ['transform', 'file', 'shape', 'item'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  readonly key: string;
  readonly title: string;
  /** What the title leaves open. */
  readonly detail?: string;
  readonly sites: readonly string[];
}

type Titles = { readonly [transform: string]: string };

/** Puts each fix into one group; groups and fixes keep the order in which they are met. Shapes come with the most frequent first. */
export function groupFixes(fixes: readonly ReviewFix[], grouping: Grouping, titles: Titles): readonly Group[] {
  const members = new Map<string, ReviewFix[]>();
  for (const fix of fixes) {
    const key = keyOf(fix, grouping);
    const group = members.get(key);
    if (group) group.push(fix);
    else members.set(key, [fix]);
  }
  const groups = [...members].map(([key, [first, ...others]]) => ({
    key,
    ...nameOf(first!, grouping, titles),
    sites: [first!, ...others].map(({ site }) => site),
  }));
  return grouping === 'shape' ? groups.sort((a, b) => b.sites.length - a.sites.length) : groups;
}

function keyOf(fix: ReviewFix, grouping: Grouping): string {
  switch (grouping) {
    case 'transform': return fix.transform;
    case 'file': return fix.path;
    case 'shape': return fix.shape;
    case 'item': return String(fix.items[0]?.line ?? 0);
  }
}

function nameOf(fix: ReviewFix, grouping: Grouping, titles: Titles): Pick<Group, 'title' | 'detail'> {
  switch (grouping) {
    case 'transform': return { title: titles[fix.transform] ?? fix.transform };
    case 'file': return { title: visible(fix.path) };
    case 'shape': return { title: `${oneLine(fix.before)} → ${oneLine(fix.after)}`, detail: titles[fix.transform] ?? fix.transform };
    case 'item': return { title: fix.items[0]?.text ?? 'For no item of the checklist' };
  }
}

/** Code as one line of a list. */
export function oneLine(code: string): string {
  return visible(code.trim().replace(/\s+/g, ' '));
}
