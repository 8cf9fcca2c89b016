import { handlerOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, lastName, literalText, runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { calledBy, definedBy, isCallOf, type Defined } from './callee.ts';
import { isAnswer, isClientError, isTechnicalError } from './tiers.ts';
import { toldOf } from './told.ts';

/** An exception with a text for whoever sent the request, or one that is an answer by itself. */
export type Raised = {
  /** The class as its file writes it, and its dotted origin where that is known. */
  readonly type: string;
  readonly origin?: string;
  readonly isAnswer?: true;
};

/** A function and what leaves it. Plain data: it is told to other files. */
export type Raiser = Omit<Defined, 'path'> & { readonly raises: readonly Raised[] };

/** Words of what went wrong inside, which no client can do anything about. */
const TECHNICAL = /\b(not (set|configured|installed|implemented|running)|environment|env|api[ _-]?key|credentials|config\w*|fail\w*|error|(un)?available|initiali[sz]\w+|could not|couldn't|unable to|connect\w*|timed? ?out|unexpected\w*|internal|database|redis|module|library|package|status code|http|response|returned)\b/i;
/** The name of a variable of the environment. */
const SETTING = /\b[A-Z]{2,}_[A-Z_]+\b/;

export function raisersIn(doc: PythonDoc): Raiser[] {
  return doc.root.descendants('function_definition').flatMap((fn): Raiser[] => {
    const raises = raisedIn(doc, fn.field('body')!, fn);
    const { path: _, ...defined } = definedBy(doc, fn);
    return raises.length > 0 ? [{ ...defined, raises }] : [];
  });
}

/** What code raises for a client, of what leaves `top`. */
function raisedIn(doc: PythonDoc, code: PyNode, top: PyNode): Raised[] {
  return runsIn(code, 'raise_statement').flatMap((statement) => {
    const value = statement.named[0];
    const type = value?.kind === 'call' ? value.field('function')! : undefined;
    // In a handler it passes another exception on.
    if (!type || statement.closest('except_clause')?.isWithin(top) || !leaves(statement, type, top)) return [];
    return raisedBy(doc, value!, type) ?? [];
  });
}

function raisedBy(doc: PythonDoc, call: PyNode, type: PyNode): Raised | undefined {
  const origin = doc.scopes.qualifiedName(type);
  const raised = { type: type.text, ...(origin !== undefined && { origin }) };
  if (isAnswer(origin)) return { ...raised, isAnswer: true };
  if (!isWorded(call)) return undefined;
  const isPlain = origin === 'builtins.Exception' || isClientError(origin ?? type.text);
  const isOwn = !isTechnicalError(doc, type) && /(Error|Exception|NotFound|Exceeded|Denied|Invalid|Exists|Conflict)\w*$/.test(lastName(type) ?? '');
  return isPlain || isOwn ? raised : undefined;
}

/** A sentence of its own, about what was asked for. */
function isWorded(call: PyNode): boolean {
  const { positional, keywords } = argumentsOf(call);
  return [...positional, ...keywords.values()].some((argument) => {
    const text = literalText(argument);
    return text !== undefined && text.trim().split(/\s+/).length >= 3 && !TECHNICAL.test(text) && !SETTING.test(text);
  });
}

/** Whether an exception raised here gets out of `top`: no clause on the way takes it, but to raise it again. */
function leaves(node: PyNode, type: PyNode, top: PyNode): boolean {
  const wanted = new RegExp(`\\b(${lastName(type)}|(Base)?Exception)\\b`);
  for (const ancestor of node.ancestors()) {
    if (ancestor === top) return true;
    if (ancestor.kind !== 'try_statement' || !node.isWithin(ancestor.field('body')!)) continue;
    const clause = ancestor.children.find((child) => child.kind === 'except_clause' && (child.named.length < 2 || wanted.test(child.named[0]!.text)));
    const passes = clause && statementsOf(clause.children.find(({ kind }) => kind === 'block')).some(({ text }) => text === 'raise');
    if (clause && !passes) return false;
  }
  return true;
}

/** An exception for the client that gets to a broad handler: raised in its `try`, or by a function called there. */
export interface Arrival extends Raised {
  /** Who raises it, as the report says it; absent where the `try` itself does. */
  readonly by?: string;
}

export function arrivingAt(doc: PythonDoc, handler: Handler, project: ProjectView): Arrival[] {
  const own = raisedIn(doc, handler.guarded, handler.attempt).filter(({ isAnswer: answers }) => !answers);
  const calls = runsIn(handler.guarded, 'call').filter((call) => leavesTry(call, handler));
  return [...own, ...calls.flatMap((call) => raisedBehind(doc, call, project))].filter((raised) => !isTaken(doc, handler, raised));
}

function raisedBehind(doc: PythonDoc, call: PyNode, project: ProjectView): Arrival[] {
  const isAsked = lastName(call.field('function')) === 'is_valid' && argumentsOf(call).keywords.get('raise_exception')?.text === 'True';
  if (isAsked) return [{ type: 'ValidationError', origin: 'rest_framework.exceptions.ValidationError', isAnswer: true, by: '`is_valid(raise_exception=True)`' }];
  const called = calledBy(doc, call.field('function')!);
  if (!called) return [];
  return toldOf<Raiser>(project, 'raisers').flatMap(({ path, all }) => {
    const raiser = all.find((each) => isCallOf(called, doc.path, { ...each, path }));
    return (raiser?.raises ?? []).map((raised) => ({ ...raised, by: `\`${raiser!.name}\` in ${path}` }));
  });
}

/** A clause above takes it: by its name, or one for the project's classes, of which nobody knows here how they descend. */
function isTaken(doc: PythonDoc, { attempt, clause }: Handler, { type, origin, isAnswer: answers }: Raised): boolean {
  const above = attempt.children.filter((child) => child.kind === 'except_clause' && child.start < clause.start).flatMap((each) => handlerOf(doc, each).types);
  const isOwn = !answers && !origin?.startsWith('builtins.');
  return above.some((each) => lastName(each) === type.split('.').at(-1) || (isOwn && !isTechnicalError(doc, each)));
}

/** No other `try` between a call and the handler's takes everything. */
function leavesTry(call: PyNode, { attempt }: Handler): boolean {
  for (const ancestor of call.ancestors()) {
    if (ancestor === attempt) return true;
    if (ancestor.kind === 'try_statement' && call.isWithin(ancestor.field('body')!)) return false;
  }
  return true;
}
