import { boundIn, type Binding } from './scopes.ts';
import { isCall, lastName, propertyName, unwrapped } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

const ERROR_NAME = /^(e|err|error|cause|exception|\w+(Err|Error|Exception))$/;

/** Whether a value is what was caught, under its name, another one or that of its cause. */
export function isCaught(doc: JavaScriptDoc, node: Node): boolean {
  const bare = unwrapped(node);
  if (bare.type !== 'Identifier') return ERROR_NAME.test(lastName(bare) ?? '');
  const binding = doc.scopes.bindingOf(bare);
  if (binding?.kind === 'catch' || ERROR_NAME.test(bare.name)) return true;
  return binding?.by.type === 'VariableDeclarator' && binding.by.id === binding.node && !!binding.by.init && isCaught(doc, binding.by.init);
}

/** Whether a value is the `code` of an error and nothing else: no code that somebody was sent to prove who they are. */
export function isErrorCode(doc: JavaScriptDoc, node: Node): boolean {
  const bare = unwrapped(node);
  const isPlain = (value: Node) => /^(StringLiteral|NullLiteral|NumericLiteral)$/.test(value.type) || value.type === 'Identifier' && value.name === 'undefined';
  const either = (one: Node, other: Node) => [one, other].every((each) => isPlain(unwrapped(each)) || isErrorCode(doc, each)) && !(isPlain(unwrapped(one)) && isPlain(unwrapped(other)));
  switch (bare.type) {
    case 'MemberExpression': case 'OptionalMemberExpression': return propertyName(bare) === 'code' && isCaught(doc, bare.object);
    case 'Identifier': { const binding = doc.scopes.bindingOf(bare); return !!binding && isCodeTakenOut(doc, binding); }
    case 'ConditionalExpression': return either(bare.consequent, bare.alternate);
    case 'LogicalExpression': return bare.operator !== '&&' && either(bare.left, bare.right);
    case 'CallExpression': return isCall(bare) && lastName(bare.callee) === 'String' && bare.arguments.length === 1 && isErrorCode(doc, bare.arguments[0]!);
    default: return false;
  }
}

/** `const { code } = error`, `const code = error.code`. */
function isCodeTakenOut(doc: JavaScriptDoc, { by, node }: Binding): boolean {
  if (by.type !== 'VariableDeclarator' || !by.init) return false;
  return by.id === node ? isErrorCode(doc, by.init) : by.id.type === 'ObjectPattern' && isCaught(doc, by.init);
}

/** The names that hold what was caught or parts of it, besides its own: `details` of `const details = error as Details`. */
export function namesOfCaught(doc: JavaScriptDoc, { uses }: Binding): readonly Binding[] {
  return uses.flatMap((use) => {
    let value: Node = use;
    for (let parent = doc.tree.parent(value); parent && unwrapped(parent) === use; parent = doc.tree.parent(value)) value = parent;
    const declarator = doc.tree.parent(value);
    return declarator?.type === 'VariableDeclarator' && declarator.init === value ? boundIn(declarator.id).flatMap((id) => doc.scopes.bindingOf(id) ?? []) : [];
  });
}
