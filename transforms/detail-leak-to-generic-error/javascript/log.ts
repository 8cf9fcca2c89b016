import { failureWithStack, placeName } from '../../../src/languages/javascript/describe.ts';
import { errorName, handlerKey, handlerLogNeed } from '../../../src/languages/javascript/handlers.ts';
import { logLine, needsFor } from '../../../src/languages/javascript/log-line.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import type { Logger } from '../../../src/languages/javascript/logger-kind.ts';
import { loggerAt } from '../../../src/languages/javascript/logger.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import { dottedText, functionName, indentAt, indentStep, isBracelessBody, isCall, isFunction, lastName, lineStart, quote, runsIn, statementOf, stringValue, textOf, unwrapped, usesSemicolons, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Action, Edit, Fix } from '../../../src/types.ts';
import { namesEvents } from './facts.ts';
import type { Leaks } from './leaks.ts';
import { carriesError, isConsole, isOnTheWay, isUnbound, withError } from './log-calls.ts';
import { loggerByUse } from './logger-by-use.ts';
import { ownsLineStart } from './wording.ts';

type LogPart = Pick<Fix, 'edits' | 'needs' | 'provides'> & { readonly actions?: readonly Action[]; readonly said: string };

/** The line an error gets where it has none. */
interface LineWanted {
  /** Source of the text the client gets, where the code had one. */
  readonly text: string | undefined;
  /** The condition under which the failure is ours. */
  readonly onlyAt: string | undefined;
  /** `info` for what is refused as it should be. */
  readonly level: 'info' | 'warn' | 'error';
}

/** Functions that take an error and report it: `captureException(err)`, `logError('x', err)`, `Sentry.captureException`. */
const REPORTS = /(^|\.)(capture_?(exception|error)|log_?(the_?)?\w*(err|error|exception|failure|warn)\w*|(err|error|exception)_?log(ger)?|report_?(error|exception|to\w+)|track_?(error|exception)|notify_?(error|airbrake|bugsnag)?|record_?(error|exception)|audit\w*|debug|winston\.\w+|log)$|(^|\.)(sentry|bugsnag|rollbar|newrelic|appinsights|winston)\.\w+$/i;
/** The methods that say what a query does, as SQL says it. */
const QUERIES = new Map([['select', 'select from'], ['insert', 'insert into'], ['upsert', 'upsert into'], ['update', 'update of'], ['delete', 'delete from']]);
/** Texts that say nothing about what failed. */
const SAYS_LITTLE = /^\W*(an? )?(please|try again|unknown|internal|unexpected|server|something|oops|failed$|error$|unavailable|unhandled|(an )?error occurred)/i;

/** Makes the error appear in the log once, with its stack, before or beside the answer. */
export function logOnce(leaks: Leaks, response: Node, { text, onlyAt, level }: LineWanted, project: ProjectView): LogPart | { readonly reason: string } {
  const { doc, source } = leaks;
  const near = doc.tree.inside(source.block, 'CallExpression', 'OptionalCallExpression').filter((call) => isOnTheWay(leaks, call, response));
  const logs = near.filter((call) => isConsole(doc, call) || isLogCall(doc, call, project));
  const unbound = logs.find((call) => isUnbound(doc, call));
  if (unbound) return { reason: `\`${textOf(doc, unbound.callee)}\` is a name that nothing in this file stands for: the handler fails there, and answers with nothing` };
  if (logs.some((call) => carriesError(leaks, call, project))) return { edits: [], said: 'it is logged already' };
  if (level === 'info' && logs.some((call) => leaks.touches(call))) return { edits: [], said: 'it is logged already' };
  const report = near.find((call) => !logs.includes(call) && REPORTS.test(dottedText(call.callee) ?? '') && call.arguments.some((argument) => leaks.touches(argument)));
  if (report) return { edits: [], said: `\`${dottedText(report.callee)!}\` reports it already` };
  const name = nameOf(leaks);
  if (name === undefined) {
    if (logs.some((call) => leaks.touches(call))) return { edits: [], said: 'it is logged already' };
    return { reason: 'the error is taken apart where it is caught, so that it cannot be logged as a whole' };
  }
  const before = logs.filter((call) => call.arguments.some((argument) => leaks.touches(argument)) || /^(error|fatal|critical|warn|warning)$/.test(lastName(call.callee) ?? ''));
  for (const call of before.reverse().sort((a, b) => Number(leaks.touches(b)) - Number(leaks.touches(a)))) {
    const edits = withError(leaks, call, name, project);
    const isOnEveryPath = doc.tree.parent(statementOf(doc.tree, call)) === source.block;
    if (edits) return { edits, said: 'its log line gets the error', ...(isOnEveryPath && { provides: [handlerKey(source)] }) };
    if (leaks.touches(call)) return { edits: [], said: 'it is logged already' };
  }
  const logging = loggedOnTheWay(leaks, project);
  if (logging !== undefined) return { edits: [], said: `\`${logging}\` logs it before` };
  if (isLoggedByCallers(leaks, project)) return { edits: [], said: 'it is logged where it is caught' };
  return newLog(leaks, response, name, { text, onlyAt, level }, project);
}

/** The name the error can be logged under. */
function nameOf({ doc, source }: Leaks): string | undefined {
  if (source.handler) return errorName(doc, source.handler)?.name;
  return source.error?.name;
}

/** Error middleware of the file that logs what it hands on: `console.error(err); next(err)`. */
function loggedOnTheWay({ doc, source }: Leaks, project: ProjectView): string | undefined {
  if (source.kind !== 'middleware') return undefined;
  const handsOn = doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression').filter((fn) => {
    const [error, , , next] = fn.params;
    if (fn === source.node || fn.params.length !== 4 || error?.type !== 'Identifier' || next?.type !== 'Identifier') return false;
    const calls = runsIn(doc.tree, fn.body, 'CallExpression');
    const takes = (call: AnyCall) => call.arguments.some((argument) => argument.type === 'Identifier' && argument.name === error.name);
    return calls.some((call) => takes(call) && dottedText(call.callee) === next.name) && calls.some((call) => takes(call) && (isConsole(doc, call) || isLogCall(doc, call, project)));
  });
  return handsOn.map((fn) => functionName(doc.tree, fn)).find((name) => name !== undefined);
}

/** A helper of the file that is given the error only where it has been logged: `console.error(err); return sendError(res, err)`. */
function isLoggedByCallers({ doc, source }: Leaks, project: ProjectView): boolean {
  const fn = source.node;
  if (source.kind !== 'helper' || !isFunction(fn)) return false;
  const binding = fn.type === 'FunctionDeclaration' ? doc.scopes.bindingOf(fn.id) : bindingOfVariable(doc, fn);
  if (!binding || project.importedNames.includes(binding.name)) return false;
  const calls = binding.uses.flatMap((use) => {
    const call = doc.tree.parent(use);
    return isCall(call) && call.callee === use ? [call] : [];
  });
  return calls.length > 0 && calls.every((call) => {
    const block = doc.tree.parent(statementOf(doc.tree, call));
    const names = call.arguments.flatMap((argument) => (argument.type === 'Identifier' ? [argument.name] : []));
    return !!block && doc.tree.inside(block, 'CallExpression').some((each) => each.end! <= call.start! && (isConsole(doc, each) || isLogCall(doc, each, project)) &&
      each.arguments.some((argument) => argument.type === 'Identifier' && names.includes(argument.name)));
  });
}

function bindingOfVariable(doc: JavaScriptDoc, fn: Node) {
  const parent = doc.tree.parent(fn);
  return parent?.type === 'VariableDeclarator' ? doc.scopes.bindingOf(parent.id) : undefined;
}

function newLog(leaks: Leaks, response: Node, name: string, { text, onlyAt, level }: LineWanted, project: ProjectView): LogPart | { readonly reason: string } {
  const { doc, source } = leaks;
  const reason = loggingCodeReason(doc, response, project);
  if (reason) return { reason };
  const logger = loggerOrConsole(doc, response, project);
  if ('reason' in logger) return { reason: `there is no logger to write the error to: ${logger.reason}` };
  const failed = whatFailed(leaks);
  const message = isEvent(text) ? text : namesEvents(doc, project) ? quote(doc, eventOf(failed)) : isTelling(text) ? text : quote(doc, failed);
  const line = logLine(doc, logger, level, { message, error: name });
  if (line === undefined) return { reason: `\`${logger.expression}\` takes no error that could be logged` };
  const statement = `${line}${usesSemicolons(doc) ? ';' : ''}`;
  const said = 'it is logged with its stack';
  const needs = needsFor(logger, level);
  const actions = logger.actions.length > 0 ? { actions: logger.actions } : {};
  const answer = statementOf(doc.tree, response);
  const body = expressionBody(doc, response);
  if (body) return { edits: withBlock(doc, body.outer, body.at, statement, true), needs, provides: [handlerKey(source)], said, ...actions };
  if (!isWholeStatement(doc, response, answer)) return { reason: 'the answer is one branch of an expression, which leaves no place for a log line' };
  if (isBracelessBody(doc.tree, answer)) return { edits: withBlock(doc, indentAt(doc, doc.tree.parent(answer)!.start!), answer, conditional(statement, onlyAt, ''), false), needs, said, ...actions };
  const isOwnLine = ownsLineStart(doc, answer);
  const indent = indentAt(doc, answer.start!);
  const at = isOwnLine ? aboveComments(doc, answer) : answer.start!;
  const guarded = isOwnLine ? conditional(statement, onlyAt, indent, indentStep(doc)) : conditional(statement, onlyAt, '');
  const inFront = isOwnLine ? `${guarded}\n${indent}` : `${guarded}${guarded.endsWith(';') || guarded.endsWith('}') ? '' : ';'} `;
  const isHandlers = doc.tree.parent(answer) === source.block;
  const edit = { start: at, end: at, text: inFront };
  return { edits: [], needs: [handlerLogNeed(isHandlers ? source : { node: answer }, 1, edit, needs)], said, ...actions };
}

/** At the edge, and where nothing else could be brought in, the console is the logger. */
function loggerOrConsole(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { readonly reason: string } {
  const logger = loggerAt(doc, at, project);
  const own = 'reason' in logger || logger.needs.length > 0 ? loggerByUse(doc, at, project) : undefined;
  if (own) return own;
  if (!('reason' in logger) || doc.scopes.lookup('console', at)) return logger;
  return { expression: 'console', shape: { form: 'variadic', methods: ['debug', 'info', 'warn', 'error'] }, needs: [], actions: [] };
}

function whatFailed({ doc, source }: Leaks): string {
  if (source.kind === 'middleware' || source.kind === 'filter') return 'Unhandled error';
  if (source.kind === 'helper') return 'Request failed';
  const query = source.kind === 'result' ? queryOf(source.guarded) : undefined;
  const place = placeName(doc, source.node);
  if (query !== undefined) return `${place === undefined ? '' : `${place}: `}${query} failed`;
  return failureWithStack(doc, source.handler ?? { node: source.node as never, body: [], block: source.block, guarded: source.guarded });
}

/** `insert into orders` of `client.from('orders').insert(…).select()`, `rpc close_month`. */
function queryOf(call: Node): string | undefined {
  let step: string | undefined;
  for (let link = unwrapped(call); isCall(link) && (link.callee.type === 'MemberExpression' || link.callee.type === 'OptionalMemberExpression'); link = unwrapped(link.callee.object)) {
    const name = lastName(link.callee) ?? '';
    const table = stringValue(link.arguments[0]);
    if (name === 'rpc' && table !== undefined) return `rpc ${table}`;
    if (name === 'from' && table !== undefined) return step && `${step} ${table}`;
    step = QUERIES.get(name) ?? step;
  }
  return undefined;
}

function isTelling(text: string | undefined): text is string {
  const plain = /^(['"])([^\\\n<>]*)\1$/.exec(text ?? '')?.[2];
  return plain !== undefined && /\S\s+\S/.test(plain) && !SAYS_LITTLE.test(plain);
}

/** A code that says what failed, `needed_docs_failed`, as a name of an event does. */
function isEvent(text: string | undefined): text is string {
  return text !== undefined && /^(['"])(?!(internal|server|unknown|unexpected)_)[a-z0-9]+(_[a-z0-9]+)*_(failed|error|failure)\1$/.test(text);
}

/** `post_orders_failed` of `POST /orders failed`, without the parameters of the path. */
function eventOf(failed: string): string {
  return failed.replace(/\/:\w+\??|\/\[\w+\]/g, '').replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}

/** Only failures of ours are errors in the log; what a client did wrong is not. */
function conditional(statement: string, onlyAt: string | undefined, indent: string, step?: string): string {
  if (onlyAt === undefined) return statement;
  return step === undefined ? `if (${onlyAt}) { ${statement} }` : `if (${onlyAt}) {\n${indent}${step}${statement}\n${indent}}`;
}

/** The arrow function whose whole body is the answer: `(err) => res.status(500).json(…)`. */
function expressionBody(doc: JavaScriptDoc, response: Node): { readonly at: Node; readonly outer: string } | undefined {
  let child = response;
  for (const parent of doc.tree.ancestors(response)) {
    if (parent.type === 'ArrowFunctionExpression' && parent.body === child) return { at: child, outer: indentAt(doc, parent.start!) };
    if (!['AwaitExpression', 'UnaryExpression', 'TSAsExpression', 'CallExpression', 'MemberExpression'].includes(parent.type)) return undefined;
    child = parent;
  }
  return undefined;
}

/** Whether a statement does nothing but answer, in the function whose answer it is. */
function isWholeStatement(doc: JavaScriptDoc, response: Node, answer: Node): boolean {
  for (const ancestor of doc.tree.ancestors(response)) {
    if (ancestor === answer) return true;
    if (isFunction(ancestor) || ancestor.type === 'ConditionalExpression' || ancestor.type === 'LogicalExpression') return false;
  }
  return response === answer;
}

/** A block around what stood alone, with the log line in front. */
function withBlock(doc: JavaScriptDoc, outer: string, node: Node, statement: string, isValue: boolean): Edit[] {
  const inner = outer + indentStep(doc);
  const start = (node.extra?.['parenStart'] as number | undefined) ?? node.start!;
  const end = node.extra?.['parenthesized'] === true ? doc.text.indexOf(')', node.end!) + 1 : node.end!;
  const semicolon = isValue && statement.endsWith(';') ? ';' : '';
  const isBelow = !isValue && ownsLineStart(doc, node);
  // The statement may stand on a line of its own below the condition.
  const from = isBelow ? doc.text.slice(0, lineStart(doc, start)).trimEnd().length : start;
  const open = `${isBelow ? ' ' : ''}{\n${inner}${statement}\n${inner}${isValue ? 'return ' : ''}`;
  return [{ start: from, end: start, text: open }, { start: end, end, text: `${semicolon}\n${outer}}` }];
}

/** Comments right above a statement stay with it. */
function aboveComments(doc: JavaScriptDoc, statement: Node): number {
  const indent = indentAt(doc, statement.start!);
  let at = lineStart(doc, statement.start!);
  while (at > 0) {
    const previous = lineStart(doc, at - 1);
    if (!doc.text.slice(previous, at).startsWith(`${indent}//`)) break;
    at = previous;
  }
  return at + indent.length;
}
