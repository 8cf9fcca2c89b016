import type { Handler } from '../../../src/languages/javascript/handlers.ts';
import { enclosingFunction, functionName, lineOf, statementOf, statementsIn, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const READS_FILE = /(^|\.)(readFile|readFileSync|readJson|readJsonSync|file|text)$/;
const PARSES = /(^|\.)(parse|load|json|text|trim|split)$/;
const EMPTY_ANSWER = /^(return( (await )?(null|undefined|\{\}|\[\]|''|""|``|new Map\(\)|new Set\(\)))?;?|\w+ = (null|undefined|\{\}|\[\]|''|"");?)$/;
const EMPTY_VALUE = /^\(?(null|undefined|\{\}|\[\]|''|"")\)?$/;
const SAYS_OPTIONAL = /optional|if[ _]?(it[ _]?)?(exists|present|available|there)|may (not exist|be missing|be absent)|maybe[A-Z_]|Or(None|Null|Empty|Default|Undefined)\b/i;

/** One read and its parse, nothing but an empty answer without it, and a name or comment that says the file is optional. */
export function asksForOptionalFile(doc: JavaScriptDoc, { guarded, body, block, node }: Handler): boolean {
  const calls = tellingCalls(doc, guarded);
  const reads = calls.filter((name) => READS_FILE.test(name));
  if (reads.length !== 1 || !calls.every((name) => READS_FILE.test(name) || PARSES.test(name))) return false;
  const isEmpty = block.type === 'BlockStatement' ? body.every((statement) => EMPTY_ANSWER.test(textOf(doc, statement))) : EMPTY_VALUE.test(textOf(doc, block));
  if (!isEmpty) return false;
  const fn = enclosingFunction(doc.tree, node.type === 'CatchClause' ? node : guarded);
  const around = fn ?? statementOf(doc.tree, guarded);
  const words = [(fn && functionName(doc.tree, fn)) ?? '', textOf(doc, guarded), ...commentsNear(doc, around, node.end!)];
  return words.some((text) => SAYS_OPTIONAL.test(text)) && statementsIn(guarded).length <= 3;
}

/** The comments in a region and on the lines right above it. */
function commentsNear(doc: JavaScriptDoc, from: Node, end: number): string[] {
  const top = statementOf(doc.tree, from);
  const first = lineOf(doc, top.start!);
  return doc.tree.comments.filter((comment) => {
    const line = lineOf(doc, comment.end!);
    return comment.start! >= top.start! && comment.end! <= end + 80 || line < first && line >= first - 3;
  }).map(({ value }) => value);
}
