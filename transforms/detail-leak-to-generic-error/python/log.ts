import { failureText, failureWithTraceback, quote } from '../../../src/languages/python/describe.ts';
import { namesEvents, snakeCase } from '../../../src/languages/python/event-names.ts';
import { roomForText } from '../../../src/languages/python/lint.ts';
import { logCallsIn } from '../../../src/languages/python/handlers.ts';
import { isLogCall, logMethod, logsTraceback } from '../../../src/languages/python/log-calls.ts';
import { errorForm, kindOf, methodFor } from '../../../src/languages/python/logger-kind.ts';
import { errorField, logWithError, withError, type Level } from '../../../src/languages/python/log-line.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { argumentsOf, enclosingHandler, indentAt, lastName, lineStart, literalText, runsIn, statementOf, stringPrefix } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { handlerKey, handlerLogNeed } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Fix } from '../../../src/types.ts';
import { decoratorThatLogs } from './decorators.ts';
import type { Leaks } from './leaks.ts';
import type { Source } from './sources.ts';
import { wordingWithout } from './wording.ts';

type LogPart = Pick<Fix, 'edits' | 'needs' | 'provides'> & { readonly said: string };

/** Own functions that take the exception and report it: `log_exception(e)`, `sentry_sdk.capture_exception(e)`. */
const REPORTS = /^(capture_exception|log_?(the_?)?(error|exception|failure)s?|(error|exception)_?log(ger)?|report_(error|exception)|handle_exception)$/;

/** What makes the exception appear in the log once, with its traceback, before a response is sent: by the end of `until`. */
export function logOnce(doc: PythonDoc, leaks: Leaks, response: PyNode, until: PyNode, others: readonly PyNode[], text: string | undefined, level: Level, project: ProjectView): LogPart | { readonly reason: string } {
  const { source } = leaks;
  const before = [...runsIn(source.block, 'call')].filter((call) => runsBefore(call, response, until, source));
  const logs = before.filter((call) => isLogCall(doc, call, project));
  if (source.callers?.length && source.callers.every(({ block }) => logCallsIn(doc, block, project).withTraceback)) return { edits: [], said: 'those who hand it over log it already' };
  const decorator = decoratorThatLogs(doc, source, project);
  if (decorator !== undefined) return { edits: [], said: `\`@${decorator}\` logs it already` };
  const unmade = logs.find((call) => isUnmade(doc, call));
  if (unmade) {
    const missing = missingLogger(doc, unmade, project);
    if ('reason' in missing) return missing;
    const part = logs.some((call) => logsTraceback(doc, call, project)) ? { edits: [], said: 'it is logged already' } : withTraceback(doc, unmade, source, leaks.touches(unmade), project);
    return 'reason' in part ? part : { ...part, said: `${part.said}, by the \`${rootOf(unmade).text}\` that nobody had made`, needs: missing.needs, provides: [handlerKey(source.node)] };
  }
  if (logs.some((call) => logsTraceback(doc, call, project) || passesTraceback(leaks, call))) return { edits: [], said: 'it is logged already' };
  if (level === 'info' && logs.some((call) => leaks.touches(call))) return { edits: [], said: 'it is logged already' };
  // The traceback is on standard error in full: a second one would say the same.
  if (before.some((call) => printsTraceback(doc, call) && statementOf(call).parent === source.block)) return { edits: [], said: 'its traceback is printed already' };
  const existing = logs.filter((call) => leaks.touches(call)).find(isShown) ?? logs.filter((call) => /^(error|critical|fatal|warning|warn)$/.test(logMethod(call))).at(-1);
  if (existing) {
    const isOnEveryPath = statementOf(existing).parent === source.block;
    const part = withTraceback(doc, existing, source, leaks.touches(existing), project);
    return 'reason' in part ? part : { ...part, ...(isOnEveryPath && { provides: [handlerKey(source.node)] }) };
  }
  const report = before.find((call) => REPORTS.test(lastName(call.field('function')) ?? '') && leaks.touches(call));
  if (report) return { edits: [], said: `\`${report.field('function')!.text}\` reports it already` };
  // Flask logs what nobody caught before it asks the handler of status 500.
  if (source.types.some((type) => /^(500|InternalServerError)$/.test(type.text)) && /errorhandler|register_error_handler/.test(doc.text)) return { edits: [], said: 'Flask logs it' };
  const printed = before.find((call) => /^print\(/.test(call.text) && statementOf(call).parent === source.block);
  return (printed && inPlaceOfPrint(leaks, printed, level, project)) ?? newLog(doc, source, response, printed ? others : undefined, text, level, project);
}

function rootOf(logCall: PyNode): PyNode {
  return logCall.field('function')!.field('object')!;
}

/** A log call by a name that is bound nowhere: it raises a `NameError` instead of writing a line. */
function isUnmade(doc: PythonDoc, logCall: PyNode): boolean {
  const root = rootOf(logCall);
  return root.kind === 'identifier' && doc.scopes.lookup(root.text, root).length === 0 && doc.root.descendants('wildcard_import').length === 0;
}

/** What makes the logger of such a call, where a logger of the file would have its name. */
function missingLogger(doc: PythonDoc, logCall: PyNode, project: ProjectView): { readonly needs: Fix['needs'] & object } | { readonly reason: string } {
  const logger = loggerAt(doc, logCall, project);
  const { text } = rootOf(logCall);
  return 'style' in logger && logger.expression === text ? { needs: logger.needs } : { reason: `\`${text}\` is defined nowhere in this file, so the log line there fails: make that logger first` };
}

/** `traceback.print_exc()`, `print(traceback.format_exc())`. */
function printsTraceback(doc: PythonDoc, call: PyNode): boolean {
  const name = doc.scopes.qualifiedName(call.field('function')) ?? call.field('function')!.text;
  if (/^traceback\.print_exc(eption)?$/.test(name)) return true;
  return /^(builtins\.)?print$|^sys\.stderr\.write$/.test(name) && call.descendants('call').some((each) => /^traceback\.format_exc(eption)?$/.test(doc.scopes.qualifiedName(each.field('function')) ?? ''));
}

/** A call on the way to the response: in the same block or in one around it. */
function runsBefore(call: PyNode, response: PyNode, until: PyNode, source: Source): boolean {
  const isOwn = source.node.kind !== 'except_clause' || enclosingHandler(call) === source.node;
  const isAbove = call.end <= (until === response ? response.start : until.end) && !call.isWithin(response);
  return isOwn && isAbove && response.isWithin(statementOf(call).parent!);
}

/** `tb = traceback.format_exc()` that a log call writes. */
function passesTraceback(leaks: Leaks, call: PyNode): boolean {
  return [...call.descendants('identifier')].some((use) => /\bformat_exc(eption)?\(/.test(leaks.variable(use)?.field('right')?.text ?? ''));
}

function isShown(call: PyNode): boolean {
  return !/^(debug|trace)$/.test(logMethod(call));
}

/** A log line gets what its library writes the exception from. */
function withTraceback(doc: PythonDoc, call: PyNode, source: Source, isShown: boolean, project: ProjectView): Pick<LogPart, 'edits' | 'said'> | { readonly reason: string } {
  const said = 'its log line gets the traceback';
  const exception = source.handler ? 'True' : source.name!.text;
  const callee = call.field('function')!;
  const object = callee.field('object')!;
  const logger = loggerAt(doc, call, project);
  const kind = kindOf(doc, object, project) ?? ('style' in logger && logger.expression === object.text ? logger : undefined);
  const form = kind ? errorForm(doc, kind, project) : 'exc_info';
  const asked = argumentsOf(call).keywords.get('exc_info')?.parent;
  if (form === 'opt') {
    const unheeded = asked?.previous && asked.previous.kind === ',' ? [{ start: asked.previous.start, end: asked.end, text: '' }] : [];
    return { said, edits: [{ start: object.end, end: object.end, text: `.opt(exception=${exception})` }, ...unheeded] };
  }
  if (form === 'exception' || form === 'field' || form === 'text') {
    if (isShown) return { said: 'it is logged already', edits: [] };
    const method = callee.field('attribute')!;
    if (form === 'exception' && source.handler && method.text === 'error') return { said, edits: [{ start: method.start, end: method.end, text: 'exception' }] };
    const first = argumentsOf(call).positional[0];
    const name = source.name?.text;
    if (form === 'field' && first && name) return { said: 'its log line gets the exception', edits: [lastArgument(doc, call, errorField(name, doc.text))] };
    if (first?.kind !== 'string' || stringPrefix(first) !== '' || !name) return { reason: `the log line there does not show the exception, and \`${object.text}\` takes only a text` };
    return { said: 'its log line gets the exception', edits: [{ start: first.start, end: first.end, text: withError(first.text, `${name}!r`) }] };
  }
  const off = argumentsOf(call).keywords.get('exc_info');
  if (off) return { said, edits: [{ start: off.start, end: off.end, text: exception }] };
  return { said, edits: [lastArgument(doc, call, `exc_info=${exception}`)] };
}

/** A further argument of a log call, on a line of its own where the others are. */
function lastArgument(doc: PythonDoc, call: PyNode, text: string): Edit {
  const last = call.field('arguments')!.named.at(-1)!;
  const isOnOwnLine = doc.text.slice(lineStart(doc, last.start), last.start).trim() === '';
  return { start: last.end, end: last.end, text: `,${isOnOwnLine ? `\n${indentAt(doc, last.start)}` : ' '}${text}` };
}

function newLog(doc: PythonDoc, source: Source, response: PyNode, others: readonly PyNode[] | undefined, text: string | undefined, level: Level, project: ProjectView): LogPart | { readonly reason: string } {
  const at = others ? placeOfLog(source, response, others) : statementOf(response);
  const logger = loggerAt(doc, at, project);
  if ('reason' in logger) return { reason: `there is no logger to write the exception to: ${logger.reason}` };
  const form = errorForm(doc, logger, project);
  const room = roomForText(doc, at, project);
  const isPlain = text !== undefined && /\s/.test(text) && !/(^|[\s(])\w?[fF]\w?["']|[<\n]/.test(text);
  const failed = source.handler ? (form === 'field' || form === 'text' ? failureText(source.handler.guarded, undefined, room) : failureWithTraceback(source.handler.guarded, room)) : source.callers ? 'Request failed' : 'Unhandled exception';
  const message = namesEvents(textsIn(doc, project)) ? quote(snakeCase(failed), doc) : isPlain ? text : quote(failed);
  const needsIt = form === 'field' || form === 'text' || (form === 'exception' && (level !== 'error' || !source.handler));
  if (needsIt && !source.name) return { reason: `\`${logger.expression}\` writes no traceback, and the exception has no name` };
  const statement = source.handler || needsIt ? logWithError(logger, needsIt && form === 'exception' ? 'text' : form, level, message, source.name?.text, doc.text)
    : form === 'opt' ? `${logger.expression}.opt(exception=${source.name!.text}).${level}(${message})`
      : `${logger.expression}.${methodFor(logger, level)}(${message}, exc_info=${source.name!.text})`;
  const ownsLine = doc.text.slice(lineStart(doc, at.start), at.start).trim() === '';
  const line = statement + (ownsLine ? `\n${indentAt(doc, at.start)}` : '; ');
  // Branches end in their answer, so each has a log line of its own.
  const owner = others || at.parent === source.block ? source.node : at;
  return { edits: [], needs: [handlerLogNeed(owner, 1, ownsLine ? aboveComments(doc, at) : at.start, line, logger.needs)], said: 'it is logged with its traceback' };
}

/** The line in the place of a `print` of the exception, which would say the same again; undefined where it shows more than that. */
function inPlaceOfPrint(leaks: Leaks, call: PyNode, level: Level, project: ProjectView): LogPart | undefined {
  const { doc, source } = leaks;
  const { positional: [shown, ...more], keywords } = argumentsOf(call);
  const logger = loggerAt(doc, call, project);
  const form = 'reason' in logger ? undefined : errorForm(doc, logger, project);
  if (!shown || more.length > 0 || keywords.size > 0 || !source.handler || 'reason' in logger || !/^(exc_info|opt)$/.test(form!)) return undefined;
  const wording = shown.kind === 'string' && leaks.touches(shown) ? wordingWithout(leaks, shown) : undefined;
  if (wording?.source === undefined || wording.values.length > 0) return undefined;
  const line = logWithError(logger, form!, level, shown.text, source.name?.text, doc.text);
  return { edits: [], needs: [handlerLogNeed(source.node, 1, call.start, line, logger.needs, call.end)], said: 'its `print` becomes a log line with the traceback' };
}

/** What the file's own log lines say. */
function textsIn(doc: PythonDoc, project: ProjectView): string[] {
  return doc.root.descendants('call').filter((call) => isLogCall(doc, call, project)).flatMap((call) => literalText(argumentsOf(call).positional[0]) ?? []);
}

/** Comments right above a statement stay with it. */
function aboveComments(doc: PythonDoc, statement: PyNode): number {
  const indent = indentAt(doc, statement.start);
  let at = lineStart(doc, statement.start);
  while (at > 0) {
    const previous = lineStart(doc, at - 1);
    if (!doc.text.slice(previous, at).startsWith(`${indent}#`)) break;
    at = previous;
  }
  return at + indent.length;
}

/** A print that may become the log line runs first; without it the line goes before the first branch that answers. */
function placeOfLog(source: Source, response: PyNode, others: readonly PyNode[]): PyNode {
  const own = statementOf(response);
  if (others.length === 0) return own;
  const first = [response, ...others].sort((a, b) => a.start - b.start)[0]!;
  return source.block.named.find((statement) => first.isWithin(statement)) ?? own;
}
