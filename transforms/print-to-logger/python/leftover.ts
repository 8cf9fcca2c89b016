import { argumentsOf, lastName } from '../../../src/languages/python/nodes.ts';
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

/** Whether a value is a text that says something by itself, by its name or by what it was made from. */
export function isMessage(doc: PythonDoc, value: PyNode): boolean {
  const node = bare(value);
  const name = lastName(node.kind === 'call' ? node.field('function') : node) ?? '';
  if (READ.test(name) || node.kind === 'conditional_expression' || isText(node) && node.kind !== 'call') return true;
  return node.kind === 'identifier' && doc.scopes.lookup(node.text, node).some((binding) => isText(assigned(binding)));
}
