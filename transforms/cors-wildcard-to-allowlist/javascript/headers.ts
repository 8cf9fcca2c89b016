import { isCall, isStatement, keyName, lastName, propertyOf, statementOf, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { Context } from './context.ts';
import { callersOrigin, elseBeside, isLookedAt, SETTERS, type CallersOrigin } from './echoes.ts';
import { defaultOf, sourceOf } from './sources.ts';

const HEADER = /^access-control-allow-origin$/i;

/** A header written by hand that lets every origin in: `*`, or the caller's own origin that nothing looks at. */
export interface StarHeader {
  readonly kind: 'pair' | 'call' | 'assignment' | 'other';
  /** The value that lets every origin in. */
  readonly star: Node;
  /** The property, the call or the assignment. */
  readonly node: Node;
  /** The caller's origin, where that is what it names. */
  readonly origin?: CallersOrigin;
  /** The `if` whose `else`, of one that has looked at the caller's origin, holds nothing else. */
  readonly otherwise?: Node;
}

export function starHeaders(context: Context): StarHeader[] {
  if (!/access-control-allow-origin/i.test(context.doc.text)) return [];
  return context.doc.tree.all('StringLiteral').filter(({ value }) => HEADER.test(value)).flatMap((name) => starHeader(context, name) ?? []);
}

function starHeader(context: Context, name: Node): StarHeader | undefined {
  const { doc } = context;
  const parent = doc.tree.parent(name)!;
  if (parent.type === 'ObjectProperty' && parent.key === name) return found(context, 'pair', parent.value, parent);
  if (parent.type === 'ObjectProperty' && keyName(parent) === 'key') return staticHeader(doc, parent);
  if (parent.type === 'MemberExpression' && parent.property === name) {
    const set = doc.tree.parent(parent);
    return set?.type === 'AssignmentExpression' && set.left === parent ? found(context, isStatement(doc.tree, set) ? 'assignment' : 'other', set.right, set) : undefined;
  }
  if (!isCall(parent) || parent.arguments[0] !== name) return undefined;
  const isSetter = SETTERS.includes(lastName(parent.callee) ?? '') && 'object' in parent.callee;
  return found(context, isSetter && isStatement(doc.tree, parent) ? 'call' : 'other', parent.arguments[1], parent);
}

/** `{ key: 'Access-Control-Allow-Origin', value: '*' }` of a configuration such as Next's. */
function staticHeader(doc: JavaScriptDoc, key: Node): StarHeader | undefined {
  const value = propertyOf(doc.tree.parent(key), 'value');
  return value?.type === 'ObjectProperty' && stringValue(value.value) === '*' ? { kind: 'other', star: value.value, node: value } : undefined;
}

function found(context: Context, kind: StarHeader['kind'], star: Node | undefined, node: Node): StarHeader | undefined {
  if (!star) return undefined;
  const { doc } = context;
  const origin = callersOrigin(doc, star);
  if (origin) return isLookedAt(doc, star, origin) ? undefined : { kind, star, node, origin };
  if (!isStar(context, star)) return undefined;
  const beside = elseBeside(doc, statementOf(doc.tree, node));
  // It goes with the header that echoes the origin, where that one is open too.
  if (beside && !beside.isChecked) return undefined;
  return { kind, star, node, ...(beside && { otherwise: beside.choice }) };
}

/** `'*'`, or a variable with `'*'` for a default. */
function isStar(context: Context, node: Node): boolean {
  const value = unwrapped(node);
  if (stringValue(value)?.trim() === '*' || isDefaultStar(context, value)) return true;
  return value.type === 'LogicalExpression' && value.operator !== '&&' && stringValue(value.right)?.trim() === '*' && sourceOf(context, value)?.star === true;
}

/** A parameter or a destructured option that is `*` unless a caller says otherwise. */
export function isDefaultStar({ doc }: Context, node: Node): boolean {
  const binding = node.type === 'Identifier' ? doc.scopes.bindingOf(node) : undefined;
  return binding !== undefined && stringValue(defaultOf(doc, binding))?.trim() === '*';
}
