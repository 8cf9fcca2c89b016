import { tellingCallsIn } from '../../../src/languages/python/telling-calls.ts';
import { kindOf } from '../../../src/languages/python/call-kinds.ts';
import { handlerOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { isDocstring } from '../../../src/languages/python/imports.ts';
import { isLogCall, logMethod } from '../../../src/languages/python/log-calls.ts';
import { enclosingClass, enclosingFunction, runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { collectedIn, type Callees } from './collected.ts';

const SEEN = /^(warning|warn|error|exception|critical|fatal)$/;

export function calleesIn(doc: PythonDoc, project: ProjectView): Callees {
  const instances = instancesIn(doc);
  const ends = doc.root.descendants('function_definition').map((fn) => ({ names: namesOf(fn, instances), end: endOf(doc, fn, project) }));
  const named = (...wanted: readonly End[]) => ends.filter(({ end }) => end !== undefined && wanted.includes(end)).flatMap(({ names }) => names);
  return { answers: named('answers'), raises: named('raises'), swallows: named('answers', 'swallows') };
}

/** `redis_cache` of `redis_cache = RedisClient()` beside the class, by the class. */
function instancesIn(doc: PythonDoc): ReadonlyMap<string, string> {
  return new Map([...doc.scopes.moduleNames].flatMap(([name, [binding]]) => {
    const assignment = binding?.node.parent;
    const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
    const made = value?.kind === 'call' ? value.field('function')! : undefined;
    return made?.kind === 'identifier' ? [[made.text, name] as const] : [];
  }));
}

/** Whether a call lets nothing out: what failed is something else. */
export function letsNothingOut(doc: PythonDoc, call: PyNode, project: ProjectView): boolean {
  return isKnown(doc, call, ({ swallows }) => swallows, project);
}

/** Why the failure of a block is told already: all it calls for its work writes a log line itself; `raises` counts those that raise after it. */
export function toldByCallee(doc: PythonDoc, { guarded }: Handler, raises: boolean, project: ProjectView): string | undefined {
  const calls = tellingCallsIn(guarded).filter((call) => kindOf(call) !== 'prepares');
  const isTold = calls.length > 0 && calls.every(({ call }) => tells(doc, call, raises, project) && !writesForm(call));
  return isTold ? `\`${calls[0]!.name}\` writes a log line itself where it fails` : undefined;
}

/** `cache.set(key, json.dumps(value))`: what is given may not have the form. */
function writesForm(call: PyNode): boolean {
  return runsIn(call.field('arguments')!, 'call').some((given) => /(^|\.)dumps$/.test(given.field('function')!.text));
}

function tells(doc: PythonDoc, call: PyNode, raises: boolean, project: ProjectView): boolean {
  return isKnown(doc, call, ({ answers, raises: raising }) => (raises ? [...answers, ...raising] : answers), project);
}

/** Whether a call is of one of the functions that its file names so; one hop, in the same repository. */
function isKnown(doc: PythonDoc, call: PyNode, chosen: (callees: Callees) => readonly string[], project: ProjectView): boolean {
  const callee = call.field('function')!;
  const isOwn = (name: string) => chosen(ownCallees(doc, project)).includes(name);
  const owner = callee.text.startsWith('self.') ? enclosingClass(call)?.field('name')?.text : undefined;
  if (owner) return isOwn(`${owner}.${callee.text.slice('self.'.length)}`);
  const origin = doc.scopes.qualifiedName(callee);
  if (origin === undefined) return /^\w+(\.\w+)?$/.test(callee.text) && isBoundInModule(doc, callee) && isOwn(callee.text);
  if (origin.startsWith('builtins.')) return false;
  const parts = origin.replace(/^\.+/, '').split('.');
  // The last part is the function, or the method of what the module holds.
  return [1, 2].some((length) => parts.length > length && collectedIn(project).some(({ path, facts }) =>
    `.${path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}`.endsWith(`.${parts.slice(0, -length).join('.')}`) && chosen(facts.callees).includes(parts.slice(-length).join('.'))));
}

function isBoundInModule(doc: PythonDoc, callee: PyNode): boolean {
  const root = callee.kind === 'attribute' ? callee.field('object')! : callee;
  return root.kind === 'identifier' && doc.scopes.lookup(root.text, root).every(({ node }) => enclosingFunction(node) === undefined || node.parent?.kind === 'function_definition');
}

const own = new WeakMap<PythonDoc, Callees>();

function ownCallees(doc: PythonDoc, project: ProjectView): Callees {
  let known = own.get(doc);
  if (known === undefined) own.set(doc, (known = calleesIn(doc, project)));
  return known;
}

type End = 'answers' | 'raises' | 'swallows';

/** How a function ends that is one `try` with a handler for all there is: whether it logs what it catches, and lets it out. */
function endOf(doc: PythonDoc, fn: PyNode, project: ProjectView): End | undefined {
  const statements = statementsOf(fn.field('body')).filter((statement) => !isDocstring(statement));
  const attempt = statements.find(({ kind }) => kind === 'try_statement');
  if (!attempt || statements.some((statement) => statement !== attempt && mayFail(statement))) return undefined;
  const handlers = attempt.children.filter(({ kind }) => kind === 'except_clause').map((clause) => handlerOf(doc, clause));
  if (!handlers.some(({ isBroad }) => isBroad)) return undefined;
  const isLogged = handlers.every(({ block }) => runsIn(block, 'call').some((call) => isLogCall(doc, call, project) && SEEN.test(logMethod(call))));
  const isRaised = handlers.some(({ block }) => runsIn(block, 'raise_statement').length > 0);
  return isRaised ? (isLogged ? 'raises' : undefined) : isLogged ? 'answers' : 'swallows';
}

function mayFail(statement: PyNode): boolean {
  return !['return_statement', 'expression_statement', 'import_statement', 'import_from_statement', 'if_statement'].includes(statement.kind) ||
    runsIn(statement, 'call', 'await', 'subscript').length > 0;
}

/** `Client.send`, and `client.send` of an object that the file makes of the class. */
function namesOf(fn: PyNode, instances: ReadonlyMap<string, string>): string[] {
  const owner = fn.parent?.closest('class_definition', 'function_definition');
  const name = fn.field('name')!.text;
  if (owner?.kind !== 'class_definition') return [name];
  const type = owner.field('name')!.text;
  return [type, instances.get(type)].flatMap((each) => (each === undefined ? [] : [`${each}.${name}`]));
}
