import type { Suppression } from '../types.ts';
import { lineOf, lineStart } from './nodes.ts';
import type { PythonDoc } from './parse.ts';

const OWN = /#\s*checkmod-ignore:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/i;
const OTHERS = /#\s*(noqa|nosec)\b(?::?\s*([A-Z]+\d+(?:[\s,]+[A-Z]+\d+)*))?/i;

/** Comments that keep places as they are: on their own line for the next line, else for the line they end. */
export function suppressions(doc: PythonDoc): Suppression[] {
  if (!/checkmod-ignore|noqa|nosec/i.test(doc.text)) return [];
  return [...doc.root.descendants('comment')].flatMap((comment): Suppression[] => {
    const own = OWN.exec(comment.text);
    const other = OTHERS.exec(comment.text);
    if (!own && !other) return [];
    const line = lineOf(doc, comment.start);
    const standsAlone = doc.text.slice(lineStart(doc, comment.start), comment.start).trim() === '';
    const codes = (own ? own[1]! : other![2] ?? '').split(/[\s,]+/).filter(Boolean);
    return [{ span: comment, from: line, to: own && standsAlone ? nextCodeLine(doc, comment.end) : line, ids: codes, own: !!own }];
  });
}

function nextCodeLine(doc: PythonDoc, offset: number): number {
  const rest = /^[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(doc.text.slice(offset));
  return lineOf(doc, offset + (rest?.[0].length ?? 0) + 1);
}
