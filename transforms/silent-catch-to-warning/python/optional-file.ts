import { isNoOp, type Handler } from '../../../src/languages/python/handlers.ts';
import { isDocstring } from '../../../src/languages/python/imports.ts';
import { enclosingFunction, lineOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { tellingCalls } from '../../../src/languages/python/telling-calls.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

const READS_FILE = /(^|\.)(open|read_text|read_bytes|read)$/;
const PARSES = /(^|\.)(loads?|safe_load|decode|parse|strip|splitlines)$/;
const EMPTY_ANSWER = /^(return( (None|\{\}|\[\]|""|''|\(\)|dict\(\)|list\(\)|set\(\)))?|\w+ = (None|\{\}|\[\]|""|''|dict\(\)|list\(\)|set\(\)))$/;
const SAYS_OPTIONAL = /optional|if[ _](it[ _])?(exists|present|available|there)|may (not exist|be missing|be absent)|maybe_|_or_(none|empty|default)/i;

/** One read and its parse, nothing but an empty answer without it, and a name or comment that says the file is optional. */
export function asksForOptionalFile(doc: PythonDoc, { guarded, body, attempt }: Handler): boolean {
  const calls = tellingCalls(guarded);
  const reads = calls.filter((name) => READS_FILE.test(name));
  if (reads.length !== 1 || !calls.every((name) => READS_FILE.test(name) || PARSES.test(name))) return false;
  if (!body.every((statement) => isNoOp(statement) || EMPTY_ANSWER.test(statement.text))) return false;
  const fn = enclosingFunction(attempt);
  const [first] = statementsOf(fn?.field('body'));
  const words = [fn?.field('name')?.text ?? '', first && isDocstring(first) ? first.text : '', guarded.text, ...commentsNear(doc, fn ?? attempt, attempt.end)];
  return words.some((text) => SAYS_OPTIONAL.test(text));
}

/** The comments in a region and on the lines right above it. */
function commentsNear(doc: PythonDoc, from: PyNode, end: number): string[] {
  const top = from.parent?.kind === 'decorated_definition' ? from.parent : from;
  const first = lineOf(doc, top.start);
  return doc.root.descendants('comment').filter(({ start }) => start >= top.start && start <= end + 80 || lineOf(doc, start) < first && lineOf(doc, start) >= first - 3).map(({ text }) => text);
}
