import { lineStart, runsIn } from '../../../src/languages/python/nodes.ts';
import { endOfLine, removeStatement } from '../../../src/languages/python/imports.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import type { Place } from './place.ts';

/** An entry of a dict literal, or a keyword argument. */
export interface Entry { readonly node: PyNode; readonly key: string; readonly value: PyNode }

/** `tb = traceback.format_exc()` whose only use was a removed entry. */
export function unusedAssignments({ doc, leaks }: Place, removed: readonly Entry[]): Edit[] {
  return removed.flatMap(({ value }) => {
    const assignment = value.kind === 'identifier' ? leaks.variable(value) : undefined;
    const uses = assignment ? doc.scopes.uses.filter((use) => use.text === value.text && use.isWithin(leaks.source.block)) : [];
    return assignment && uses.length === 1 ? removeStatement(doc, assignment.parent!) : [];
  });
}

/** The assignment above, for its names to be orphaned too. */
export function assignmentsBehind({ leaks }: Place, gone: readonly PyNode[], edits: readonly Edit[]): PyNode[] {
  return [...runsIn(leaks.source.block, 'assignment')].filter((node) => !gone.includes(node) && edits.some(({ start, end }) => start <= node.start && node.end <= end));
}

/** Edits that take entries out of a dict or an argument list. */
export function removeEntries(doc: PythonDoc, container: PyNode, entries: readonly PyNode[]): Edit[] {
  const all = container.named;
  return entries.map((entry): Edit => {
    const next = all[all.indexOf(entry) + 1];
    const start = lineStart(doc, entry.start);
    const comma = entry.next?.text === ',' ? entry.next.end : entry.end;
    const tail = doc.text.slice(comma, endOfLine(doc, comma));
    const ownsLine = doc.text.slice(start, entry.start).trim() === '' && /^\s*(#.*)?$/.test(tail);
    if (ownsLine) return { start, end: Math.min(endOfLine(doc, comma) + 1, doc.text.length), text: '' };
    if (next) return { start: entry.start, end: next.start, text: '' };
    const kept = all.filter((each) => each.end <= entry.start && !entries.includes(each)).at(-1);
    return { start: kept?.end ?? entry.start, end: entry.end, text: '' };
  }).filter((edit, i, edits) => !edits.some((other, j) => j > i && other.start <= edit.start && edit.end <= other.end));
}
