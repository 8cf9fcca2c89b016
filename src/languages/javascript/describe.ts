import { enclosingClass, enclosingFunction, functionName, isCall, lastName, propertyName, runsIn } from './nodes.ts';
import type { Handler } from './handlers.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

const LONGEST = 70;
/** Calls that a reader would not name as what was tried. */
const PLAIN = new Set([
  'String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'Date', 'now', 'toString', 'push', 'map', 'filter', 'forEach', 'slice', 'trim', 'split', 'join', 'includes',
  'toLowerCase', 'toUpperCase', 'replace', 'isArray', 'keys', 'values', 'entries', 'toISOString', 'status', 'json', 'log', 'info', 'warn', 'error', 'debug', 'resolve', 'then', 'catch', 'finally',
]);

/**
 * What failed, named from the code alone: `notifyUser: cache.set failed`. Never a value: a message built from names in
 * the source cannot carry a secret.
 */
export function failureText(doc: JavaScriptDoc, handler: Handler): string {
  const place = placeName(doc, handler.node);
  const [first, second] = tellingCalls(doc, handler.guarded);
  const told = (subject: string) => (place ? `${place}: ${subject} failed` : `${subject} failed`);
  if (first === undefined) return place ? `${place} failed` : 'a step failed';
  const text = told(second === undefined ? first : `${first} or a later step`);
  return text.length <= LONGEST || !place ? text : `${place} failed`;
}

/** The calls of guarded code that say what it was up to, each once and in source order. */
function tellingCalls(doc: JavaScriptDoc, guarded: Node): string[] {
  const calls = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression')];
  const names = calls.flatMap((call) => {
    const last = lastName(call.callee);
    if (last === undefined || PLAIN.has(last)) return [];
    const object = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? lastName(call.callee.object) ?? methodBefore(call.callee.object) : undefined;
    return [object === undefined ? last : `${object}.${last}`];
  });
  return [...new Set(names)];
}

/** `select` of `db.select(x).from(y)`. */
function methodBefore(node: Node): string | undefined {
  return isCall(node) && (node.callee.type === 'MemberExpression' || node.callee.type === 'OptionalMemberExpression') ? propertyName(node.callee) : undefined;
}

/** The function code belongs to, as a reader would name it: the nearest one with a name, with its class for a plain word. */
export function placeName(doc: JavaScriptDoc, node: Node): string | undefined {
  for (let fn = enclosingFunction(doc.tree, node); fn; fn = enclosingFunction(doc.tree, fn)) {
    const name = functionName(doc.tree, fn);
    if (name === undefined) continue;
    const owner = fn.type === 'ClassMethod' ? enclosingClass(doc.tree, fn)?.id?.name : undefined;
    if (name === 'constructor') return owner;
    return owner && /^[a-z]+$/.test(name) ? `${owner}.${name}` : name;
  }
  return undefined;
}
