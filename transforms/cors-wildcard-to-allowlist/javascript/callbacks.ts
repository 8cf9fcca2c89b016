import { isCall, isFunction, runsIn, stringValue, textOf, unwrapped, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { originList } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { replace, type Change, type Context, type Rewrite } from './context.ts';
import { isRequestOrigin, listsAskedIn } from './echoes.ts';
import { conditionsOf, guardAround, isDevelopment } from './guards.ts';

/** Whole families of hosts: `.endsWith('.example.app')`, `/\.example\.app$/.test(origin)`. */
const FAMILY = /\.(endsWith|includes)\(\s*['"`]\.|\/[^/\n]*(\.[*+]|\[\^|\\w[*+])[^/\n]*\/\w*\.test\(|\.match\(\s*\/[^/\n]*(\.[*+]|\[\^)/;

/** A function that answers for an origin: one that lets every origin in gives way to the list, one that checks stays. */
export function rewriteCallback(context: Context, fn: AnyFunction, rewriteList: (list: Node) => Rewrite): Rewrite {
  const { doc } = context;
  const answers = answersOf(context, fn);
  if (answers.length === 0) return undefined;
  const guard = guardAround(doc, fn);
  if (guard) return { at: fn, ...guard };
  if (!answers.every(({ isOpen }) => isOpen)) return openList(context, fn, rewriteList) ?? family(context, fn);
  if (conditionsIn(context, fn).length > 0) return enforced(context, fn, answers) ?? { at: fn, reason: 'every path of this function lets the origin in, whatever it checks: whether its list is the one to enforce is for you to say' };
  const list = originList(context);
  return { at: fn, edits: [replace(fn, list.text), ...staleComments(doc, fn)], needs: list.needs, envs: list.envs };
}

/** A list it asks that holds `*` unless it is set. */
function openList({ doc }: Context, fn: AnyFunction, rewriteList: (list: Node) => Rewrite): Rewrite {
  for (const list of listsAskedIn(doc, fn)) {
    const rewrite = rewriteList(list);
    if (rewrite) return rewrite;
  }
  return undefined;
}

function family({ doc }: Context, fn: AnyFunction): Rewrite {
  const test = FAMILY.exec(textOf(doc, fn));
  return test && !/localhost|127\.0\.0/.test(test[0]) ? { at: fn, reason: 'it lets in every host under a name; whether all of them are yours is for you to say' } : undefined;
}

interface Answer {
  readonly isOpen: boolean;
  /** What it says, where it says it through the callback. */
  readonly said?: Node;
}

/** A list that is asked, and whose answer makes no difference: what it does not hold is let in no more. */
function enforced({ doc }: Context, fn: AnyFunction, answers: readonly Answer[]): Change | undefined {
  const name = fn.params[0]?.type === 'Identifier' ? fn.params[0].name : undefined;
  const said = answers.flatMap((answer) => answer.said ?? []);
  if (name === undefined || said.length !== answers.length) return undefined;
  const isAbout = (test: Node) => new RegExp(`\\b${name}\\b`).test(textOf(doc, test));
  const isGranted = (each: Node) => [...conditionsOf(doc, each)].some((guard) => isDevelopment(doc, guard) || (isAbout(guard.condition) && guard.holds !== isRefusal(textOf(doc, guard.condition), name)));
  const refused = said.filter((each) => !isGranted(each));
  // What runs after a check as well as before it is no answer of the list's.
  const isListed = said.some((each) => isGranted(each) && [...conditionsOf(doc, each)].some(({ condition }) => isAbout(condition) && /\.(?:includes|has|some|indexOf|find)\(/.test(textOf(doc, condition))));
  if (!isListed || refused.length === 0) return undefined;
  return { at: fn, edits: refused.flatMap((each) => [replace(each, 'false'), ...staleComments(doc, each)]), needs: [], envs: [], unsafe: 'the list it asks has made no difference so far: a front end that is missing from it is refused from now on' };
}

/** Whether a condition holds for an origin that is not to be let in: `!list.includes(origin)`, `list.indexOf(origin) === -1`. */
function isRefusal(test: string, name: string): boolean {
  return (/^!/.test(test) && !new RegExp(`^!${name}\\b`).test(test)) || /(?<![!=])={2,3} ?-1|< ?0/.test(test) || new RegExp(`^${name} && !`).test(test);
}

/** What a function says: through its callback, or as what it returns. */
function answersOf(context: Context, fn: AnyFunction): Answer[] {
  const { doc } = context;
  const [origin, second] = fn.params.map((each) => (each.type === 'Identifier' ? each : undefined));
  const calls = second ? (doc.scopes.bindingOf(second)?.uses ?? []).map((use) => doc.tree.parent(use)!) : [];
  const isOrigin = (node: Node | null | undefined) => !!node && isCallersOrigin(context, node, origin);
  if (calls.length > 0) {
    // A callback that is handed on is somebody else's to call.
    if (!calls.every((call) => isCall(call))) return [];
    return calls.map((call) => ({ isOpen: isCall(call) && isNothing(call.arguments[0]) && isOrigin(call.arguments[1]), ...(isCall(call) && call.arguments[1] && { said: call.arguments[1] }) }));
  }
  if (fn.body.type !== 'BlockStatement') return [{ isOpen: isOrigin(fn.body) }];
  return runsIn(doc.tree, fn, 'ReturnStatement').map(({ argument }) => ({ isOpen: isOrigin(argument) }));
}

function isNothing(node: Node | undefined): boolean {
  return node?.type === 'NullLiteral' || (node?.type === 'Identifier' && node.name === 'undefined');
}

/** `true`, `'*'`, or the origin the caller sent: `origin`, `origin || '*'`, `ctx.get('Origin')`, `req.headers.origin`. */
export function isCallersOrigin({ doc }: Context, node: Node, parameter?: Node): boolean {
  const value = unwrapped(node);
  if (value.type === 'BooleanLiteral') return value.value;
  if (stringValue(value) === '*') return true;
  if (value.type === 'LogicalExpression' && value.operator !== '&&') {
    const rest = stringValue(value.right);
    return isCallersOrigin({ doc } as Context, value.left, parameter) && (rest === '*' || rest === '' || isCallersOrigin({ doc } as Context, value.right, parameter));
  }
  if (value.type === 'Identifier') {
    if (parameter?.type === 'Identifier') return value.name === parameter.name;
    const by = doc.scopes.bindingOf(value)?.by;
    return by?.type === 'VariableDeclarator' && !!by.init && by.id.type === 'Identifier' && isRequestOrigin(textOf(doc, unwrapped(by.init)));
  }
  return isRequestOrigin(textOf(doc, value));
}

/** Conditions of a function about more than whether an origin was sent. */
function conditionsIn({ doc }: Context, fn: AnyFunction): Node[] {
  const name = fn.params[0]?.type === 'Identifier' ? fn.params[0].name : '';
  return runsIn(doc.tree, fn, 'IfStatement', 'ConditionalExpression', 'SwitchStatement')
    .map((node) => (node as NodeOf<'IfStatement'>).test ?? node)
    .filter((test) => !new RegExp(`^!?${name}$`).test(textOf(doc, test)) && !isFunction(test));
}
