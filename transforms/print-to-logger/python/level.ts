import { endOfLine } from '../../../src/languages/python/imports.ts';
import { argumentsOf, lineStart, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { excuseIn } from '../said-level.ts';
import { runsAlways, type Clause } from './handler.ts';

const ENDS = /^(sys\.exit|os\._exit|builtins\.(exit|quit|SystemExit))$/;
/** What writes a line, to the terminal or a log. */
const TELLS = /^(print|traceback\.print_exc|[\w.]*log(ger|ging)?\.\w+|sys\.std\w+\.(write|flush))\(/;

/** What the comments at a print say about it: that nothing failed, or nothing that matters much. */
export function excuseOf(doc: PythonDoc, call: PyNode, clause: Clause | undefined): 'no failure' | 'minor' | undefined {
  const said = [...commentsAt(doc, statementOf(call)), ...(clause && runsAlways(call, clause.handler) ? commentsOn(doc, clause) : [])].join('\n');
  return excuseIn(said);
}

/** Whether the program ends with a failure right behind a print, and whatever else tells of it. */
export function endsProgram(doc: PythonDoc, call: PyNode): boolean {
  const siblings = statementOf(call).parent!.named;
  const next = siblings.slice(siblings.indexOf(statementOf(call)) + 1).find((statement) => statement.kind !== 'comment' && !TELLS.test(statement.text));
  const ending = next?.kind === 'expression_statement' || next?.kind === 'raise_statement' ? next.named[0] : undefined;
  if (ending?.kind !== 'call' || !ENDS.test(doc.scopes.qualifiedName(ending.field('function')) ?? '')) return false;
  const { positional: [status] } = argumentsOf(ending);
  return status !== undefined && !/^(0|None|os\.EX_OK)$/.test(status.text);
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
