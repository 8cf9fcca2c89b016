import { LOG_METHODS } from './log-calls.ts';
import { membersOf, ownerOfThis, typeOf } from './members.ts';
import { dottedText, isFunction, keyName, propertyName, unwrapped } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node, NodeOf } from './tree.ts';

/** What a log line that was not there before is called on without it being known to have the method. */
export function unknownLogMethod(before: JavaScriptDoc, after: JavaScriptDoc): string | undefined {
  const old = new Set(logCalls(before).map(({ text }) => text));
  for (const { callee, text } of logCalls(after)) {
    const reason = old.has(text) ? undefined : problemOf(after, callee);
    if (reason !== undefined) return `\`${text}\` is called, and ${reason}`;
  }
  return undefined;
}

type Callee = NodeOf<'MemberExpression' | 'OptionalMemberExpression'>;

function logCalls(doc: JavaScriptDoc): { readonly callee: Callee; readonly text: string }[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap(({ callee }) => {
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return [];
    const text = LOG_METHODS.has(propertyName(callee) ?? '') ? dottedText(callee) : undefined;
    return text === undefined || text.startsWith('console.') ? [] : [{ callee, text }];
  });
}

function problemOf(doc: JavaScriptDoc, callee: Callee): string | undefined {
  const { object } = callee;
  const method = propertyName(callee)!;
  const isGuarded = callee.type === 'OptionalMemberExpression' && callee.optional;
  if (object.type === 'Identifier') {
    const binding = doc.scopes.bindingOf(object);
    if (!binding) return /log/i.test(object.name) ? `\`${object.name}\` is bound nowhere` : undefined;
    const { by, node } = binding;
    const isOptional = binding.kind === 'parameter' && node.type === 'Identifier' && (node.optional === true || typeOf(node.typeAnnotation).isOptional === true);
    if (isOptional && !isGuarded) return `\`${object.name}\` may be absent`;
    const value = by.type === 'VariableDeclarator' && by.id === node ? by.init && unwrapped(by.init) : by;
    return binding.kind === 'parameter' || !value ? undefined : lackOf(doc, value, method);
  }
  if (object.type !== 'MemberExpression' || object.object.type !== 'ThisExpression') return undefined;
  const owner = ownerOfThis(doc, callee);
  const member = owner && membersOf(owner).find(({ name }) => `this.${name}` === dottedText(object));
  return member?.isOptional && !isGuarded ? `\`${dottedText(object)}\` may be absent` : undefined;
}

/** Why a value of the file has no such method. */
function lackOf(doc: JavaScriptDoc, value: Node, method: string): string | undefined {
  if (isFunction(value)) return 'a function is no logger';
  const made = value.type === 'NewExpression' ? doc.scopes.bindingOf(value.callee)?.by : undefined;
  if (made?.type !== 'ClassDeclaration' || made.superClass) return undefined;
  return made.body.body.some((each) => keyName(each) === method) || membersOf(made).some(({ name }) => name === method) ? undefined : `\`${made.id?.name}\` has no such method`;
}
