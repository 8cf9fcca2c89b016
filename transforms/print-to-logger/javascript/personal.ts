import { isCall, lastName, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { kindOfValue } from '../../../src/languages/javascript/types.ts';

/** Names of records about people. */
const PEOPLE = /(^|_)(users?|customers?|profiles?|patients?|employees?|students?|guests?|persons?|people|applicants?|passengers?|contacts?|subscribers?)(_(data|doc|docs|record|records|info|profile|list|row|rows|obj|details))?$/;
const MODEL = /^(users?|customers?|profiles?|accounts?|patients?|employees?|students?|guests?|persons?|people|members?|contacts?)(_(model|repo|repository|service|collection|schema|entity|table|dao|store))?$/;
const QUERIES = /^(find\w*|get\w*|fetch\w*|load\w*|select|query|create|save|update\w*|insert\w*|upsert\w*|aggregate|exec|lean|populate|findOne\w*)$/;

/** A whole record about a person, or all headers of an answer, that a call shows, as the code names it, but for what is hidden. */
export function personalRecord(doc: JavaScriptDoc, call: AnyCall, hidden: readonly Node[]): string | undefined {
  for (const value of call.arguments.flatMap(shownValues)) {
    if (!hidden.includes(value) && isPersonal(doc, value)) return lastName(value);
  }
  return undefined;
}

/** An argument, the values of an object literal, what `JSON.stringify` is given. */
function shownValues(argument: Node): Node[] {
  const value = unwrapped(argument);
  if (value.type === 'ObjectExpression') return value.properties.flatMap((part) => (part.type === 'SpreadElement' ? [unwrapped(part.argument)] : part.type === 'ObjectProperty' ? shownValues(part.value) : []));
  if (isCall(value) && lastName(value.callee) === 'stringify' && value.arguments[0]) return shownValues(value.arguments[0]);
  return [value];
}

function isPersonal(doc: JavaScriptDoc, value: Node): boolean {
  if (value.type !== 'Identifier' && value.type !== 'MemberExpression' && value.type !== 'OptionalMemberExpression') return false;
  const name = snakeCase(lastName(value) ?? '');
  const owner = value.type === 'Identifier' ? '' : snakeCase(lastName(value.object) ?? '');
  if (name === 'headers' && /^(res|resp|response|\w+_(res|response))$/.test(owner)) return true;
  if (!PEOPLE.test(name) && !isResultOfQuery(doc, value)) return false;
  return !['text', 'scalar'].includes(kindOfValue(doc, value) ?? '') && !isText(doc, value);
}

/** `const result = await User.findOne(…)`: what is about people by where it comes from. */
function isResultOfQuery(doc: JavaScriptDoc, value: Node): boolean {
  const binding = value.type === 'Identifier' ? doc.scopes.bindingOf(value) : undefined;
  if (binding?.by.type !== 'VariableDeclarator' || binding.by.id !== binding.node || !binding.by.init) return false;
  const init = unwrapped(binding.by.init);
  let step: Node = init.type === 'AwaitExpression' ? unwrapped(init.argument) : init;
  while (isCall(step) && (step.callee.type === 'MemberExpression' || step.callee.type === 'OptionalMemberExpression')) {
    const { callee } = step;
    if (QUERIES.test(lastName(callee) ?? '') && MODEL.test(snakeCase(lastName(callee.object) ?? '').replace(/^_/, ''))) return true;
    step = unwrapped(callee.object);
  }
  return false;
}

function isText(doc: JavaScriptDoc, value: Node): boolean {
  const binding = value.type === 'Identifier' ? doc.scopes.bindingOf(value) : undefined;
  const init = binding?.by.type === 'VariableDeclarator' && binding.by.id === binding.node ? binding.by.init : undefined;
  return init?.type === 'StringLiteral' || init?.type === 'TemplateLiteral' || init?.type === 'NumericLiteral';
}
