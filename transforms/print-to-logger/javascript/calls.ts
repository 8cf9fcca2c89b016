import { isCall, isFunction, lastName, propertyName, statementOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';

const GLOBALS = ['', 'globalThis.', 'global.', 'self.', 'window.'];
const LEVELS = new Set(['log', 'info', 'warn', 'error', 'debug']);
/** Callers that have no use for what their callback returns. */
const VALUE_USERS = /^(then|catch|finally|map|flatMap|filter|find|findIndex|findLast|some|every|reduce|reduceRight|sort|from|all|race|any|transform|refine|tap|pipe|replace)$/;

/** The method of the global `console` a callee is: `log`, `error`, `table`. */
export function consoleMethod(doc: JavaScriptDoc, callee: Node): string | undefined {
  const name = doc.scopes.qualifiedName(callee);
  const match = name === undefined ? null : /^(.*?)console\.(\w+)$/.exec(name);
  return match && GLOBALS.includes(match[1]!) ? match[2] : undefined;
}

export function isLevel(method: string): boolean {
  return LEVELS.has(method);
}

/** Whether the file puts something else in the place of `console` or of one of its methods. */
export function isOverridden(doc: JavaScriptDoc): boolean {
  if (!/\bconsole\b/.test(doc.text)) return false;
  const isConsole = (node: Node) => /^((globalThis|global|self|window)\.)?console(\.\w+)?$/.test(doc.scopes.qualifiedName(node) ?? '');
  return doc.tree.all('AssignmentExpression').some(({ left }) => isConsole(left)) ||
    doc.tree.all('CallExpression').some((call) => /^(assign|defineProperty|defineProperties|spyOn)$/.test(lastName(call.callee) ?? '') && !!call.arguments[0] && isConsole(call.arguments[0]));
}

/** What becomes of the value of a call: nothing, or where it goes. */
export type Use =
  | { readonly kind: 'none' }
  /** The body of an arrow function; `isKept` when somebody may look at what it returns. */
  | { readonly kind: 'arrow'; readonly isKept: boolean }
  | { readonly kind: 'return'; readonly statement: NodeOf<'ReturnStatement'> }
  | { readonly kind: 'value' };

export function useOf(doc: JavaScriptDoc, node: Node): Use {
  const parent = doc.tree.parent(node);
  switch (parent?.type) {
    case 'ExpressionStatement': return { kind: 'none' };
    case 'AwaitExpression': case 'ParenthesizedExpression': return useOf(doc, parent);
    case 'UnaryExpression': return parent.operator === 'void' ? { kind: 'none' } : { kind: 'value' };
    case 'LogicalExpression': return parent.right === node ? plainUse(doc, parent) : { kind: 'value' };
    case 'ConditionalExpression': return parent.test === node ? { kind: 'value' } : plainUse(doc, parent);
    case 'SequenceExpression': return parent.expressions.at(-1) === node ? plainUse(doc, parent) : { kind: 'none' };
    case 'ReturnStatement': return { kind: 'return', statement: parent };
    case 'ArrowFunctionExpression': return parent.body === node ? { kind: 'arrow', isKept: isResultKept(doc, parent) } : { kind: 'value' };
    default: return { kind: 'value' };
  }
}

/** Of an expression around the call: an arrow function's body is fine where nobody looks at what it returns. */
function plainUse(doc: JavaScriptDoc, node: Node): Use {
  const use = useOf(doc, node);
  return use.kind === 'none' || (use.kind === 'arrow' && !use.isKept) ? use : { kind: 'value' };
}

function isResultKept(doc: JavaScriptDoc, arrow: NodeOf<'ArrowFunctionExpression'>): boolean {
  if (arrow.returnType) return true;
  const call = doc.tree.parent(arrow);
  if (!isCall(call) || call.callee === arrow) return isCall(call) ? useOf(doc, call).kind !== 'none' : call?.type !== 'ObjectProperty' && call?.type !== 'VariableDeclarator' && call?.type !== 'AssignmentExpression';
  const name = lastName(call.callee) ?? '';
  if (!VALUE_USERS.test(name)) return false;
  return !/^(then|catch|finally)$/.test(name) || isPromiseKept(doc, call);
}

/** Whether somebody may look at what a promise gives: further `.catch(…)` hand it on, a `.then(…)` may take it. */
function isPromiseKept(doc: JavaScriptDoc, promise: Node): boolean {
  const member = doc.tree.parent(promise);
  const next = member && doc.tree.parent(member);
  const isChained = (member?.type === 'MemberExpression' || member?.type === 'OptionalMemberExpression') && member.object === promise && isCall(next) && next.callee === member;
  if (!isChained) return useOf(doc, promise).kind !== 'none';
  const step = propertyName(member);
  if (step === 'catch' || step === 'finally') return isPromiseKept(doc, next);
  const [callback] = next.arguments;
  return step !== 'then' || !isFunction(callback) || callback.params.length > 0;
}

/** Whether the program ends on the way from this statement on, before a line on its way is out. */
export function endsProcess(doc: JavaScriptDoc, call: AnyCall): boolean {
  for (let statement: Node | undefined = statementOf(doc.tree, call); statement; statement = outerStatement(doc, statement)) {
    const block = doc.tree.parent(statement);
    const statements: readonly Node[] = block && 'body' in block && Array.isArray(block.body) ? block.body as Node[] : block?.type === 'SwitchCase' ? block.consequent : [];
    const following = statements.slice(statements.indexOf(statement) + 1);
    if (following.some((next) => isExit(doc, next))) return true;
    if (following.some(({ type }) => type === 'ReturnStatement' || type === 'ThrowStatement')) return false;
  }
  return false;
}

/** The statement whose end code comes to behind a block: an `if` or a `try`, within the same function. */
function outerStatement(doc: JavaScriptDoc, statement: Node): Node | undefined {
  const block = doc.tree.parent(statement);
  const owner = block?.type === 'BlockStatement' ? doc.tree.parent(block) : block;
  if (owner?.type === 'CatchClause') return doc.tree.parent(owner);
  return owner?.type === 'IfStatement' || owner?.type === 'TryStatement' ? owner : undefined;
}

function isExit(doc: JavaScriptDoc, statement: Node): boolean {
  const expression = statement.type === 'ExpressionStatement' ? statement.expression : statement.type === 'ReturnStatement' ? statement.argument : undefined;
  return isCall(expression) && /^process\.(exit|abort|reallyExit)$/.test(doc.scopes.qualifiedName(expression.callee) ?? '');
}

/** Functions whose code a browser runs, given to a driver of one. */
const IN_BROWSER = /^(evaluate|evaluateHandle|\$eval|\$\$eval|evaluateOnNewDocument|addInitScript|waitForFunction|executeScript|executeAsyncScript)$/;

/** Whether a browser runs the code of a place, at the hand of a driver. */
export function isInBrowser(doc: JavaScriptDoc, node: Node): boolean {
  return [...doc.tree.ancestors(node)].some((ancestor) => {
    const call = isFunction(ancestor) ? doc.tree.parent(ancestor) : undefined;
    return isCall(call) && isDriverCall(call);
  });
}

/** `page.evaluate(…)` */
function isDriverCall({ callee }: AnyCall): boolean {
  return IN_BROWSER.test(lastName(callee) ?? '') && (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression');
}

/** Why a call is no note about the program: it runs in a browser, or standard output is a channel of its own. */
export function elsewhereReason(doc: JavaScriptDoc, node: Node): string | undefined {
  for (const ancestor of doc.tree.ancestors(node)) {
    const call = isFunction(ancestor) ? doc.tree.parent(ancestor) : undefined;
    if (!isCall(call)) continue;
    if (isDriverCall(call)) return `it runs in the browser that \`${lastName(call.callee)}\` drives`;
    if (doc.scopes.qualifiedName(call.callee) === 'process.on' && call.arguments[0]?.type === 'StringLiteral' && call.arguments[0].value === 'exit') return 'the program ends right there: a log line could be lost';
  }
  return /\bStdioServerTransport\b/.test(doc.text) ? 'standard output is the channel of the protocol here: a log line must not go there' : undefined;
}
