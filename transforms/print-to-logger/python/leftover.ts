import { argumentsOf, indentAt, lastName, lineStart, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { assigned } from '../../../src/languages/python/bound-values.ts';
import { interpolated } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { isText, type Rendered } from './form.ts';
import { Message } from './message.ts';
import { bare } from './parentheses.ts';

/** Names of texts that were made to be read. */
const READ = /(^|_)(msg|message|text|line|summary|report|banner|note|notice|description|title|status|reason|entry)s?$/i;
/** A label with all of what came in or goes out behind it: `Request headers: {}`. */
const LABEL = /^\W*(?:[\w-]+ ){0,3}(?:headers?|body|payload|form(?: ?data)?|cookies?|query|params|parameters|json|request|response|data)\s*[:=]?\s*(?:\{\}|\[redacted\])\W*$/i;
const WHOLE = /(headers?|body|payload|form|form_data|cookies|json|data|content|text|params|args|request|response|req|res|resp|result)\W*$/i;
/** Whether a print was left over from looking for a fault: a value without a word about it, all of a request or an answer. */
export function isLeftover(doc: PythonDoc, call: PyNode, { text }: Rendered): boolean {
  const { positional } = argumentsOf(call);
  const message = Message.read(positional[0]);
  const values = [...(message?.values.map((value) => interpolated(value)!) ?? []), ...positional.slice(message ? 1 : 0)];
  const hasWords = /\p{L}/u.test(text.replace(/\w+=\{\}/g, ''));
  // Several values in one text are put together on purpose: `f"[{request_id}] {method} {path}"`.
  if (!hasWords) return !(message && values.length > 1) && values.every((value) => !isMessage(doc, value));
  return LABEL.test(text) && values.length === 1 && WHOLE.test(values[0]!.text);
}

/** What went wrong, by its name: `serializer.errors`, `errors`. */
const ERRORS = /(^|[._])(errors?|err|exceptions?)(\(\))?$/i;
const ASKS_FOR_SUCCESS = /(^|\bnot |[\w.]\.)(is_valid|is_success|succeeded|ok|success)\b/;

/** Whether a value without a word is all that tells of a failure: the errors of a form, what is shown where it is not valid. */
export function tellsOfFailure(call: PyNode): boolean {
  const values = argumentsOf(call).positional;
  if (values.length === 0 || Message.read(values[0])) return false;
  if (values.some(({ text }) => ERRORS.test(text))) return true;
  const branch = call.closest('if_statement', 'elif_clause', 'else_clause', 'function_definition');
  const condition = branch?.kind === 'else_clause' ? branch.parent?.field('condition')?.text : undefined;
  return condition !== undefined && ASKS_FOR_SUCCESS.test(condition) && !/\bnot\b/.test(condition);
}

/** `total time: {}`: a name with its value. */
const NAMED_VALUE = /^\W*(?:[\w-]+ ){0,4}[\w-]+ ?[:=]\s*(?:\{\}\s*)+$/;

/** Whether a name with its value stands in one run with values that have not even a name: all of them were left over together. */
export function isBesideBareValues(statements: readonly PyNode[], statement: PyNode, text: string): boolean {
  if (!NAMED_VALUE.test(text)) return false;
  return statements.some((other) => {
    const values = argumentsOf(other.named[0]!).positional;
    return other !== statement && values.length > 0 && values.every((value) => value.kind === 'identifier' && !READ.test(value.text) && !ERRORS.test(value.text));
  });
}

/** `# Debug: are there any at all?` above a print, or above the statements without a blank line that it ends. */
export function isSaidToDebug(doc: PythonDoc, call: PyNode): boolean {
  for (let node: PyNode | undefined = statementOf(call); node; node = node.parent?.parent?.kind === 'if_statement' ? node.parent.parent : undefined) {
    const indent = indentAt(doc, node.start);
    const above = doc.text.slice(0, Math.max(0, lineStart(doc, node.start) - 1)).split(/\n(?=[ \t]*(?:\n|$))/).at(-1)!.split('\n').filter((line) => line.trim() !== '');
    if (above.some((line) => line.startsWith(`${indent}#`) && /^#\s*debug(ging)?\b(?! mode)/i.test(line.trim()))) return true;
  }
  return false;
}

/** Whether a value is a text that says something by itself, by its name or by what it was made from. */
export function isMessage(doc: PythonDoc, value: PyNode): boolean {
  const node = bare(value);
  const name = lastName(node.kind === 'call' ? node.field('function') : node) ?? '';
  if (READ.test(name) || node.kind === 'conditional_expression' || isText(node) && node.kind !== 'call') return true;
  return node.kind === 'identifier' && doc.scopes.lookup(node.text, node).some((binding) => isText(assigned(binding)));
}
