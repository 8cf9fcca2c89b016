import { isFunction, lastName, stringValue, textOf, unwrapped } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { valueOf } from './queries.ts';
import type { Node } from './tree.ts';

/** A condition around code, and whether it holds where the code runs. */
export interface Condition {
  readonly test: Node;
  readonly holds: boolean;
}

/** The conditions a node runs under within its function, innermost first; `if (…) return` in front of it counts. */
export function* conditionsOf(doc: JavaScriptDoc, node: Node): Generator<Condition> {
  let child = node;
  for (const parent of doc.tree.ancestors(node)) {
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && child !== parent.test) yield { test: parent.test, holds: child === parent.consequent };
    if (parent.type === 'LogicalExpression' && parent.operator !== '??' && child === parent.right) yield { test: parent.left, holds: parent.operator === '&&' };
    if (parent.type === 'BlockStatement' || parent.type === 'Program') {
      for (const statement of parent.body) {
        if (statement.start! >= child.start!) break;
        if (statement.type === 'IfStatement' && !statement.alternate && leaves(statement.consequent)) yield { test: statement.test, holds: false };
      }
    }
    if (isFunction(parent)) return;
    child = parent;
  }
}

const DEVELOPMENT = /\bdev\b|develop|is_?dev\b|is_?local\b|__DEV__|['"]test['"]|is_?test\b|testing/i;
const PRODUCTION = /production|is_?prod\b|\bprod\b/i;
const NEGATED = /!==?|!\s*[\w(]/;

const ENVIRONMENTS = { production: /^(prod|production|live)$/i, development: /^(dev|devel|development|local|localhost|test|testing)$/i };

/** Whether a test holds in production, as far as it asks for the environment by name, here or where its names are set. */
function inProduction(doc: JavaScriptDoc, test: Node): boolean | undefined {
  const node = unwrapped(test);
  const not = (known: boolean | undefined) => known === undefined ? undefined : !known;
  if (node.type === 'BooleanLiteral') return node.value;
  if (node.type === 'UnaryExpression' && node.operator === '!') return not(inProduction(doc, node.argument));
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const [left, right] = [inProduction(doc, node.left), inProduction(doc, node.right)];
    const decides = node.operator === '||';
    return left === decides || right === decides ? decides : left === undefined || right === undefined ? undefined : !decides;
  }
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) {
    const name = stringValue(node.right) ?? stringValue(node.left as Node);
    const known = name === undefined ? undefined : ENVIRONMENTS.production.test(name) ? true : ENVIRONMENTS.development.test(name) ? false : undefined;
    return node.operator.startsWith('!') ? not(known) : known;
  }
  const name = lastName(node) ?? '';
  if (/^(is_?)?prod(uction)?$/i.test(name)) return true;
  if (/^(is_?(dev|development|local|test)|__DEV__)$/i.test(name)) return false;
  const value = node.type === 'Identifier' ? valueOf(doc, node) : undefined;
  return value && value !== node && !isFunction(value) ? inProduction(doc, value) : undefined;
}

/** Whether code runs only outside production, as far as the conditions around it say. */
export function isDevelopmentOnly(doc: JavaScriptDoc, node: Node): boolean {
  for (const { test, holds } of conditionsOf(doc, node)) {
    const known = inProduction(doc, test);
    if (known !== undefined && known !== holds) return true;
    if (known !== undefined) continue;
    const text = textOf(doc, test);
    const runsWhereNamed = holds !== NEGATED.test(text);
    if (PRODUCTION.test(text) ? !runsWhereNamed : DEVELOPMENT.test(text) && runsWhereNamed) return true;
  }
  return false;
}

/** The switch that must be set for code to run: `ENABLE_X` of `if (process.env.ENABLE_X === 'true')`. */
export function switchedBy(doc: JavaScriptDoc, node: Node): string | undefined {
  for (const { test, holds } of conditionsOf(doc, node)) {
    const match = /process\.env\.(\w*(?:ENABLE|_ON\b|USE_)\w*)(?:\s*={2,3}\s*['"`](?:true|1|on|yes)['"`])?$/i.exec(textOf(doc, test).trim());
    if (match && holds && !NEGATED.test(textOf(doc, test))) return match[1];
  }
  return undefined;
}

function leaves(branch: Node): boolean {
  if (branch.type === 'ReturnStatement' || branch.type === 'ThrowStatement') return true;
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : undefined;
  return !!last && leaves(last);
}
