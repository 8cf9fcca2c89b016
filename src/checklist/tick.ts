import type { Edit } from '../types.ts';
import { isReferenceLine } from './sections.ts';
import type { Checklist, ChecklistItem, Place } from './types.ts';

/**
 * Whether an item holds, by its verdict; undefined for one that asks for nothing of its own, such as the title of the items
 * nested under it.
 */
export type Holds = (item: ChecklistItem) => boolean | undefined;

/**
 * The edits that mark what now holds: the one character in a box, and with `unsafe` other marks of state and counts of what
 * is done. Nothing is ever unticked. An item is ticked only with everything that is nested under it.
 */
export function tickEdits(checklist: Checklist, text: string, holds: Holds, { unsafe }: { readonly unsafe: boolean }): Edit[] {
  const at = (place: Place): string => text.slice(place.start, place.end);
  const under = nested(checklist);
  const settled = (item: ChecklistItem): boolean => {
    const own = holds(item);
    const children = (under.get(item) ?? []).filter((child) => !isReferenceLine(child.text) || child.box !== undefined);
    return own !== false && (own === true || children.length > 0) && children.every(settled);
  };

  const boxes = checklist.items.flatMap(({ box }) => (box ? [at(box)] : []));
  const tick = boxes.filter((box) => box === 'X').length > boxes.filter((box) => box === 'x').length ? 'X' : 'x';
  const ticked = new Set(checklist.items.filter((item) => item.checked === false && settled(item)));
  const edits = [...ticked].flatMap((item): Edit[] => [
    // Other characters, `[~]` and `[-]`, say something that a tick would wipe out.
    ...(item.box && at(item.box) === ' ' ? [{ ...item.box, text: tick }] : []),
    ...(unsafe ? item.marks.map(({ start, end, done }) => ({ start, end, text: done })) : []),
  ]);
  if (unsafe) edits.push(...checklist.summaries.flatMap((summary) => counts(checklist, text, summary, new Set([...ticked].filter(({ box }) => box === undefined || at(box) === ' ')))));
  return edits.filter((edit) => text.slice(edit.start, edit.end) !== edit.text).sort((a, b) => a.start - b.start);
}

function nested(checklist: Checklist): Map<ChecklistItem, ChecklistItem[]> {
  const byLine = new Map(checklist.items.map((item) => [item.line, item]));
  const under = new Map<ChecklistItem, ChecklistItem[]>();
  for (const item of checklist.items) {
    const parent = item.parentLine === undefined ? undefined : byLine.get(item.parentLine);
    if (parent) under.set(parent, [...(under.get(parent) ?? []), item]);
  }
  return under;
}

const PERCENT = /(\d{1,3})(?=\s?%)/;
const FRACTION = /(\d+)(?=\s*(?:\/|of|out of)\s*(\d+))/;

/** A line such as `0 % Complete` or `3/20 done` brought up to date, if its old number is what the boxes said. */
function counts(checklist: Checklist, text: string, summary: Place, ticked: ReadonlySet<ChecklistItem>): Edit[] {
  const line = text.slice(summary.start, summary.end);
  const marked = checklist.items.filter(({ checked }) => checked !== undefined);
  const boxed = marked.some(({ box }) => box) ? marked.filter(({ box }) => box) : marked;
  const next = boxed.find((item) => ((item.box ?? item.marks[0])?.start ?? -1) > summary.end);
  for (const items of [boxed, boxed.filter(({ heading }) => heading === next?.heading)]) {
    const before = items.filter(({ checked }) => checked).length;
    const after = items.filter((item) => item.checked || ticked.has(item)).length;
    const total = items.length;
    if (total === 0) continue;
    const edits = [PERCENT, FRACTION].flatMap((pattern): Edit[] => {
      const found = pattern.exec(line);
      if (found === null) return [];
      const explained = pattern === PERCENT ? Number(found[1]) === Math.round((100 * before) / total) : Number(found[1]) === before && Number(found[2]) === total;
      const start = summary.start + found.index;
      return explained ? [{ start, end: start + found[1]!.length, text: String(pattern === PERCENT ? Math.floor((100 * after) / total) : after) }] : [];
    });
    if (edits.length > 0) return edits;
  }
  return [];
}
