import { isCall, isFunction, lastName, stringValue, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const DEVELOPMENT = /debug|\bdev\b|develop|is_?dev\b|isLocal|\blocal\b|__DEV__|['"]test['"]|is_?test\b/i;
const PRODUCTION = /production|is_?prod\b|\bprod\b/i;
/** A setting whose name says that it opens the API on purpose. */
const SWITCH = /allow_?all|any_?origin|wildcard|permissive/i;
const NEGATED = /!==?|!\s*[\w(]/;

/** A condition, and whether it holds where the code runs. */
export interface Guard {
  readonly condition: Node;
  readonly holds: boolean;
}

/** Whether code under a condition runs only outside production, as far as its text says. */
export function isDevelopment(doc: JavaScriptDoc, { condition, holds }: Guard): boolean {
  const text = textOf(doc, condition);
  const negated = NEGATED.test(text);
  if (PRODUCTION.test(text)) return holds === negated;
  return DEVELOPMENT.test(text) && holds !== negated;
}

/** Why a wildcard stays that is there only outside production, as it should be, or on purpose. */
export function guardAround(doc: JavaScriptDoc, node: Node): { readonly reason: string; readonly fine: boolean } | undefined {
  for (const guard of conditionsOf(doc, node)) {
    const where = `only where \`${oneLine(textOf(doc, guard.condition))}\` is ${guard.holds ? 'true' : 'false'}`;
    if (isDevelopment(doc, guard)) return { reason: `${where}, which is not production`, fine: true };
    if (SWITCH.test(textOf(doc, guard.condition))) return { reason: `${where}, a switch made for it`, fine: false };
  }
  return undefined;
}

/** The conditions around a node within its function, innermost first. */
export function* conditionsOf(doc: JavaScriptDoc, node: Node): Generator<Guard> {
  let child = node;
  for (const parent of doc.tree.ancestors(node)) {
    if (isFunction(parent)) return;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && child !== parent.test) yield { condition: parent.test, holds: child === parent.consequent };
    if (parent.type === 'LogicalExpression' && parent.operator === '&&' && child === parent.right) yield { condition: parent.left, holds: true };
    child = parent;
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** `x === '*'`, `x.includes('*')`. */
export function asksForStar(test: Node): boolean {
  if (isCall(test)) return lastName(test.callee) === 'includes' && stringValue(test.arguments[0])?.trim() === '*';
  return test.type === 'BinaryExpression' && /^={2,3}$/.test(test.operator) && stringValue(test.right)?.trim() === '*';
}
