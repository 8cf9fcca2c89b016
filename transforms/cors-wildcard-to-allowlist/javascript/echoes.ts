import { enclosingFunction, isCall, isFunction, lastName, propertyName, statementOf, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import { isWrite } from '../../../src/languages/javascript/scopes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';

export const SETTERS = ['set', 'setHeader', 'header', 'append', 'appendHeader', 'add'];
const HEADER = /^access-control-allow-origin$/i;
const HARMLESS_CALLS = /^(get|header|log|info|debug|warn|error)$/;
/** How code asks whether a list holds an origin. */
const LOOKUPS = ['includes', 'indexOf', 'has', 'some', 'find'];

/** How code names the origin of the caller: by a name, or by reading the request. */
export interface CallersOrigin {
  readonly text: string;
  readonly isName: boolean;
}

/** The origin of the caller, with or without something that stands in for none: `req.headers.origin || '*'`. */
export function callersOrigin(doc: JavaScriptDoc, node: Node | null | undefined): CallersOrigin | undefined {
  if (!node) return undefined;
  const value = unwrapped(node);
  switch (value.type) {
    case 'LogicalExpression': return value.operator === '&&' ? undefined : callersOrigin(doc, value.left);
    case 'ConditionalExpression': {
      const origin = callersOrigin(doc, value.consequent);
      return origin && isPresence(doc, value.test, origin) ? origin : undefined;
    }
    case 'TemplateLiteral': return value.expressions.length === 1 && value.quasis.every(({ value: { raw } }) => raw === '') ? callersOrigin(doc, value.expressions[0]) : undefined;
    case 'Identifier': return boundToOrigin(doc, value) ? { text: value.name, isName: true } : undefined;
    default: return isRequestOrigin(textOf(doc, value)) ? { text: textOf(doc, value), isName: false } : undefined;
  }
}

function boundToOrigin(doc: JavaScriptDoc, name: NodeOf<'Identifier'>): boolean {
  const binding = doc.scopes.bindingOf(name);
  const by = binding?.by;
  if (by?.type !== 'VariableDeclarator' || !by.init || binding!.uses.some((use) => isWrite(doc.tree, use))) return false;
  const init = unwrapped(by.init);
  // `const { origin } = req.headers`
  if (by.id.type === 'ObjectPattern') return isRequestOrigin(`${textOf(doc, init)}.${name.name}`);
  return init.type !== 'Identifier' && callersOrigin(doc, init) !== undefined;
}

/** The header `Origin` of a request, in the spellings of the frameworks. */
export function isRequestOrigin(text: string): boolean {
  return /^(\w+\.)*(_?req|_?request|ctx|c|context|event|evt)(\.req|\.request)?\??\.(headers?\??(\.origin|(\?\.)?\[['"]origin['"]\])|(headers\??\.get|get|header)\(['"]origin['"]\))( as string( \| undefined)?|!)?$/i.test(text);
}

/** Whether a condition asks only whether the request names an origin. */
export function isPresence(doc: JavaScriptDoc, test: Node, { text, isName }: CallersOrigin): boolean {
  const asked = textOf(doc, unwrapped(test)).replace(/^!!/, '').replace(/ !==? (undefined|null|''|"")$/, '');
  return asked === text || (!isName && isRequestOrigin(asked));
}

/** Whether the function around a node does more with the caller's origin than ask whether there is one: compares it, or hands it on. */
export function isLookedAt(doc: JavaScriptDoc, at: Node, { text, isName }: CallersOrigin): boolean {
  const fn = enclosingFunction(doc.tree, at);
  if (!fn) return true;
  const word = new RegExp(`(?<![\\w$])${isName ? text.replaceAll('$', '\\$') : 'origin'}(?![\\w$])`, 'i');
  const asks = (test: Node) => word.test(textOf(doc, test)) && !/^!*[\w.?]+(\[['"]origin['"]\])?( [!=]==? (undefined|null|''|""))?$/i.test(textOf(doc, test));
  return doc.tree.inside(fn, 'IfStatement', 'ConditionalExpression').some(({ test }) => asks(test))
    || doc.tree.inside(fn, 'CallExpression').some((call) => call.arguments.some((each) => word.test(textOf(doc, each)) && each.type !== 'StringLiteral' && !isFunction(each) && !/access-control-allow-origin/i.test(textOf(doc, each)) && !isRequestOrigin(textOf(doc, call)))
      && !SETTERS.includes(lastName(call.callee) ?? '') && !HARMLESS_CALLS.test(lastName(call.callee) ?? '') && call !== doc.tree.parent(fn));
}

/** An `if` around nothing but headers of CORS, which asks only whether the request names an origin. */
export interface Choice {
  readonly statement: NodeOf<'IfStatement'>;
  /** The branch that only says `*`. */
  readonly otherwise?: Node;
}

export function choiceAround(doc: JavaScriptDoc, statement: Node, origin: CallersOrigin): Choice | undefined {
  const block = doc.tree.parent(statement);
  const [choice, body] = block?.type === 'BlockStatement' ? [doc.tree.parent(block), block] : [block, statement];
  if (choice?.type !== 'IfStatement' || choice.consequent !== body || !isPresence(doc, choice.test, origin) || !setsOnly(doc, body, /['"](access-control-[\w-]+|vary)['"]/i)) return undefined;
  if (!choice.alternate) return { statement: choice };
  return setsOnly(doc, choice.alternate, /['"]access-control-[\w-]+['"].*['"]\*['"]/i) ? { statement: choice, otherwise: choice.alternate } : undefined;
}

function setsOnly(doc: JavaScriptDoc, body: Node, header: RegExp): boolean {
  const statements = body.type === 'BlockStatement' ? body.body : [body];
  return statements.length > 0 && statements.every((each) => each.type === 'ExpressionStatement' && header.test(textOf(doc, each)));
}

/** The `if` whose `else` holds nothing but a header, beside a branch with the caller's origin: that one was checked, or both go as one. */
export function elseBeside(doc: JavaScriptDoc, statement: Node): { readonly choice: NodeOf<'IfStatement'>; readonly isChecked: boolean } | undefined {
  const block = doc.tree.parent(statement);
  const [choice, body] = block?.type === 'BlockStatement' && block.body.length === 1 ? [doc.tree.parent(block), block] : [block, statement];
  if (choice?.type !== 'IfStatement' || choice.alternate !== body) return undefined;
  const value = namedIn(doc, choice.consequent);
  const origin = callersOrigin(doc, value);
  if (!origin) return undefined;
  if (isLookedAt(doc, value!, origin)) return { choice, isChecked: true };
  return choiceAround(doc, statementOf(doc.tree, value!), origin)?.otherwise === body ? { choice, isChecked: false } : undefined;
}

/** What a branch gives the header. */
function namedIn(doc: JavaScriptDoc, branch: Node): Node | undefined {
  const name = doc.tree.inside(branch, 'StringLiteral').find(({ value }) => HEADER.test(value));
  const set = name && doc.tree.parent(name);
  if (isCall(set)) return set.arguments[1];
  const assignment = set && doc.tree.parent(set);
  return assignment?.type === 'AssignmentExpression' ? assignment.right : undefined;
}

/** The lists that functions which name the caller's origin in a header ask for it: `X` of `X.includes(origin)`. */
export function askedLists(doc: JavaScriptDoc): NodeOf<'Identifier'>[] {
  const functions = new Set(doc.tree.all('StringLiteral').filter(({ value }) => HEADER.test(value)).flatMap((name) => enclosingFunction(doc.tree, name) ?? []));
  return [...functions].flatMap((fn) => listsAskedIn(doc, fn));
}

/** `X` of `X.includes(origin)` in a function. */
export function listsAskedIn(doc: JavaScriptDoc, fn: Node): NodeOf<'Identifier'>[] {
  return doc.tree.inside(fn, 'CallExpression').flatMap(({ callee, arguments: [asked] }) =>
    (callee.type === 'MemberExpression' && LOOKUPS.includes(propertyName(callee) ?? '') && callee.object.type === 'Identifier' && asked && stringValue(asked) === undefined && /origin/i.test(textOf(doc, asked)) ? [callee.object] : []));
}

/** Whether a name is only asked what it holds. */
export function isOnlyAsked(doc: JavaScriptDoc, uses: readonly Node[]): boolean {
  return uses.length > 0 && uses.every((use) => {
    const member = doc.tree.parent(use);
    return member?.type === 'MemberExpression' && member.object === use && [...LOOKUPS, 'length', 'join'].includes(propertyName(member) ?? '');
  });
}

