import type { ReviewFix } from '../protocol.ts';
import { visible } from './visible.ts';

export const GROUPINGS = ['repository', 'transform', 'file', 'shape', 'item'] as const;
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
  const groups = [...members].map(([key, all]) => ({ key, ...nameOf(all, grouping, titles), sites: all.map(({ site }) => site) }));
  return grouping === 'shape' ? groups.sort((a, b) => b.sites.length - a.sites.length) : groups;
}

function keyOf(fix: ReviewFix, grouping: Grouping): string {
  switch (grouping) {
    case 'repository': return fix.repository ?? '';
    case 'transform': return fix.transform;
    case 'file': return fix.path;
    case 'shape': return fix.shape;
    case 'item': return String(fix.items[0]?.line ?? 0);
  }
}

function nameOf(fixes: readonly ReviewFix[], grouping: Grouping, titles: Titles): Pick<Group, 'title' | 'detail'> {
  const fix = fixes[0]!;
  switch (grouping) {
    case 'repository': return { title: visible(fix.repository ?? '') };
    case 'transform': return { title: titles[fix.transform] ?? fix.transform };
    case 'file': return { title: visible(fix.path) };
    case 'shape': return { title: `${oneLine(fix.before)} → ${oneLine(fix.after)}`, detail: [placesOf(fixes), titles[fix.transform] ?? fix.transform].filter(Boolean).join(', ') };
    case 'item': return { title: fix.items[0]?.text ?? 'For no item of the checklist' };
  }
}

/** Over several repositories: how many places fixes are in, and of how many repositories. */
export function placesOf(fixes: readonly ReviewFix[]): string {
  const repositories = new Set(fixes.flatMap(({ repository }) => repository ?? [])).size;
  return repositories === 0 ? '' : `in ${fixes.length} ${fixes.length === 1 ? 'place' : 'places'} of ${repositories} ${repositories === 1 ? 'repository' : 'repositories'}`;
}

/** Code as one line of a list. */
export function oneLine(code: string): string {
  return visible(code.trim().replace(/\s+/g, ' '));
}
