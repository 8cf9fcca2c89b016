import { kindOf } from '../../../src/languages/javascript/call-kinds.ts';
import { handlerOf, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { moduleKey, moduleOf } from '../../../src/languages/javascript/modules.ts';
import { dottedText, enclosingClass, functionName, isCall, lastName, runsIn, statementsIn, stringValue, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { callName, isMember, tellingCallsIn } from '../../../src/languages/javascript/telling-calls.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { collectedIn, type Callees } from './collected.ts';

/** What a lookup throws where there is no such thing. */
const MISSING = /not_?found|notExist|no_?such/i;
/** Functions that look something up. */
const LOOKS_UP = /^(get|find|load|fetch|lookup|resolve|require|read)/;
const SEEN = /^(warn|warning|error|fatal|critical|exception)$/;

/** The functions of a file by how they end: named for those that call them, here or in other files. */
export function calleesIn(doc: JavaScriptDoc, project: ProjectView): Callees {
  const functions = doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ClassPrivateMethod', 'ObjectMethod');
  const ends = functions.flatMap((fn) => { const name = nameOf(doc, fn); return name === undefined ? [] : [{ name, end: endOf(doc, fn, project) }]; });
  const named = (wanted: string) => ends.filter(({ end }) => end === wanted).map(({ name }) => name);
  const misses = functions.filter((fn) => throwsMissing(doc, fn)).flatMap((fn) => nameOf(doc, fn) ?? []);
  return { misses, answers: named('answers'), raises: named('raises'), swallows: named('swallows'), guards: named('guards') };
}

/** Whether a call cannot be what failed: what it calls catches everything itself. */
export function neverThrows(doc: JavaScriptDoc, call: Node, project: ProjectView): boolean {
  return isCall(call) && endsAs(doc, call.callee, ['answers', 'swallows'], project);
}

/** A function that throws by itself where something is missing, by name: `getIO` of `getIO().to(room).emit(…)`. */
export function guardIn(doc: JavaScriptDoc, call: Node, project: ProjectView): string | undefined {
  let start: Node = call;
  for (let inner: Node = call; isCall(inner) || isMember(inner); inner = isCall(inner) ? inner.callee : inner.object) if (isCall(inner)) start = inner;
  return isCall(start) && endsAs(doc, start.callee, ['guards'], project) ? callName(start) : undefined;
}

/** Why to fail is an ordinary answer: all the code does is to look something up, and that throws where it is not there. */
export function missingReason(doc: JavaScriptDoc, { guarded }: Handler, project: ProjectView): string | undefined {
  const [only, ...others] = tellingCallsIn(doc, guarded).filter((call) => kindOf(doc, call) !== 'prepares');
  if (!only || others.length > 0 || !isCall(only.call) || !LOOKS_UP.test(lastName(only.call.callee) ?? '')) return undefined;
  const isMissed = endsAs(doc, only.call.callee, ['misses'], project) || isMethodOf(only.call.callee, project);
  return isMissed ? `\`${only.name}\` throws where there is no such thing` : undefined;
}

/** `this.userService.findOne`: a method of the class that a member is called after. */
function isMethodOf(callee: Node, project: ProjectView): boolean {
  const [method, owner, ...rest] = (dottedText(callee) ?? '').split('.').reverse();
  if (method === undefined || !owner || rest.join() !== 'this') return false;
  const name = `${owner[0]!.toUpperCase()}${owner.slice(1)}.${method}`;
  return collectedIn(project).some(({ facts }) => facts.callees.misses?.includes(name));
}

/** Whether a function throws, by itself, what says that there is no such thing. */
function throwsMissing(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  return runsIn(doc.tree, fn.body, 'ThrowStatement').some(({ argument }) => (isCall(argument) || argument.type === 'NewExpression') && (MISSING.test(dottedText(argument.callee) ?? '') || argument.arguments.some((each) => MISSING.test(stringValue(each) ?? ''))));
}

/** Why the failure of guarded code is told already: all it calls for its work writes a log line itself; `raises` counts those that throw after it. */
export function toldByCallee(doc: JavaScriptDoc, { guarded }: Handler, raises: boolean, project: ProjectView): string | undefined {
  const calls = tellingCallsIn(doc, guarded).filter((call) => kindOf(doc, call) !== 'prepares');
  const isTold = calls.length > 0 && calls.every(({ call }) => isCall(call) && endsAs(doc, call.callee, raises ? ['answers', 'raises'] : ['answers'], project));
  return isTold ? `\`${calls[0]!.name}\` writes a log line itself where it fails` : undefined;
}

/** Whether a function that is called, here or in another file, ends in one of these ways. */
function endsAs(doc: JavaScriptDoc, callee: Node, ends: readonly (keyof Callees)[], project: ProjectView): boolean {
  const isIn = (callees: Callees, name: string) => ends.some((end) => callees[end]?.includes(name));
  const path = dottedText(callee);
  if (path === undefined) return false;
  const owner = enclosingClass(doc.tree, callee)?.id?.name;
  if (path.startsWith('this.')) return owner !== undefined && isIn(ownCallees(doc, project), `${owner}.${path.slice('this.'.length)}`);
  const origin = doc.scopes.qualifiedName(callee);
  if (origin === undefined || !origin.includes(':')) return callee.type === 'Identifier' && isIn(ownCallees(doc, project), callee.name);
  const at = origin.lastIndexOf(':');
  const module = moduleOf(origin.slice(0, at), doc.path, project.package.javascript);
  const name = origin.slice(at + 1).replace(/^default\./, '');
  return collectedIn(project).some(({ path: file, facts }) => moduleKey(file) === module && isIn(facts.callees, name === 'default' ? lastName(callee)! : name));
}

const known = new WeakMap<JavaScriptDoc, Callees>();

function ownCallees(doc: JavaScriptDoc, project: ProjectView): Callees {
  if (!known.has(doc)) known.set(doc, calleesIn(doc, project));
  return known.get(doc)!;
}

/** How a function ends that is one `try`, by what its handler does; or one that throws itself, outside of any `try`. */
function endOf(doc: JavaScriptDoc, fn: AnyFunction, project: ProjectView): keyof Callees | undefined {
  const statements = statementsIn(fn.body);
  const attempt = statements.find(({ type }) => type === 'TryStatement');
  if (attempt?.type !== 'TryStatement') return runsIn(doc.tree, fn.body, 'ThrowStatement').length > 0 ? 'guards' : undefined;
  if (!attempt.handler || statements.some((statement) => statement !== attempt && mayFail(doc, statement, project))) return undefined;
  const { block } = handlerOf(doc, attempt.handler)!;
  const isLogged = runsIn(doc.tree, block, 'CallExpression').some((call) => SEEN.test(lastName(call.callee) ?? '') && (isLogCall(doc, call, project) || /^console\./.test(dottedText(call.callee) ?? '')));
  if (runsIn(doc.tree, block, 'ThrowStatement').length > 0) return isLogged ? 'raises' : undefined;
  if (isLogged) return 'answers';
  return handsOn(doc, fn, attempt.block) || runsIn(doc.tree, block, 'AwaitExpression').length > 0 ? undefined : 'swallows';
}

/** `return client.get(key)` in a `try` of an asynchronous function: it fails for whoever waits for it. */
function handsOn(doc: JavaScriptDoc, fn: AnyFunction, block: Node): boolean {
  return fn.async === true && runsIn(doc.tree, block, 'ReturnStatement').some(({ argument }) => isCall(argument) && !/^JSON\./.test(dottedText(argument.callee) ?? ''));
}

function mayFail(doc: JavaScriptDoc, statement: Node, project: ProjectView): boolean {
  if (statement.type === 'ExpressionStatement' && isLogCall(doc, statement.expression, project)) return false;
  return !['ReturnStatement', 'VariableDeclaration', 'ExpressionStatement', 'IfStatement'].includes(statement.type) || runsIn(doc.tree, statement, 'CallExpression', 'AwaitExpression', 'NewExpression').length > 0;
}

function nameOf(doc: JavaScriptDoc, fn: AnyFunction): string | undefined {
  const name = functionName(doc.tree, fn);
  const owner = 'key' in fn && fn.type !== 'ObjectMethod' ? enclosingClass(doc.tree, fn)?.id?.name : undefined;
  return name !== undefined && owner !== undefined ? `${owner}.${name}` : name;
}
