import type { Nodes, Root } from 'mdast';
import { startOf, endOf } from './markdown.ts';
import { statusLine } from './marks.ts';
import type { Place } from './types.ts';

const COUNTS = /\b\d{1,3}(?:\.\d+)?\s?%\s*(?:complete|done|ready|finished|implemented)|\b(?:complet\w+|progress|done|readiness|finished)\b[^\n\d]{0,20}\d{1,3}(?:\.\d+)?\s?%|\b(?:progress|complet\w+|done|items?|tasks?|checks?)\b[^\n\d]{0,12}\d+\s*(?:\/|of|out of)\s*\d+|\b\d+\s*(?:\/|of|out of)\s*\d+\s*(?:items?|tasks?|checks?)?\s*(?:complet\w+|done|finished|passed|checked)/iu;

/** Lines that count or sum up items. Code and the items' own lines are none. */
export function summariesIn(tree: Root, text: string, taken: ReadonlySet<number>): Place[] {
  const found: Place[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableRow') {
      const raw = text.slice(startOf(node), endOf(node));
      let line = node.position!.start.line;
      for (const { 0: piece, index } of raw.matchAll(/[^\n]+|\n/g)) {
        if (piece === '\n') line += 1;
        else if (!taken.has(line) && (COUNTS.test(piece) || statusLine(piece) !== undefined)) found.push({ start: startOf(node) + index, end: startOf(node) + index + piece.trimEnd().length });
      }
    } else if ('children' in node) for (const child of node.children) visit(child as Nodes);
  };
  visit(tree);
  return found;
}
