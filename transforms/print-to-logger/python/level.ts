import { endOfLine } from '../../../src/languages/python/imports.ts';
import { lineStart, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { excuseIn } from '../said-level.ts';
import { runsAlways, type Clause } from './handler.ts';

/** What the comments at a print say about it: that nothing failed, or nothing that matters much. */
export function excuseOf(doc: PythonDoc, call: PyNode, clause: Clause | undefined): 'no failure' | 'minor' | undefined {
  const said = [...commentsAt(doc, statementOf(call)), ...(clause && runsAlways(call, clause.handler) ? commentsOn(doc, clause) : [])].join('\n');
  return excuseIn(said);
}

/** The comment beside a statement and the lines of comment right above it. */
function commentsAt(doc: PythonDoc, statement: PyNode): string[] {
  const found = [doc.text.slice(statement.end, endOfLine(doc, statement.end))];
  for (let start = lineStart(doc, statement.start); start > 0;) {
    const above = lineStart(doc, start - 1);
    const line = doc.text.slice(above, start).trim();
    if (!line.startsWith('#')) break;
    found.unshift(line);
    start = above;
  }
  return found.filter((each) => each.includes('#'));
}

/** The comments between `except …:` and the first thing the clause does. */
function commentsOn(doc: PythonDoc, { handler }: Clause): string[] {
  const colon = handler.clause.children.find(({ kind }) => kind === ':')!;
  return doc.text.slice(colon.end, handler.body[0]!.start).split('\n').filter((line) => line.trim().startsWith('#'));
}
