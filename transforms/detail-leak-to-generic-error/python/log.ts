import { failureText, quote } from '../../../src/languages/python/describe.ts';
import { roomForText } from '../../../src/languages/python/lint.ts';
import { isLogCall, logMethod, logsTraceback } from '../../../src/languages/python/log-calls.ts';
import { takesTraceback } from '../../../src/languages/python/logger-kind.ts';
import { logWithTraceback, type Level } from '../../../src/languages/python/log-line.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { argumentsOf, enclosingHandler, indentAt, lastName, lineStart, runsIn, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { handlerKey, handlerLogNeed } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Fix } from '../../../src/types.ts';
import type { Leaks } from './leaks.ts';
import type { Source } from './sources.ts';

type LogPart = Pick<Fix, 'edits' | 'needs' | 'provides'> & { readonly said: string };

/** Own functions that take the exception and report it: `log_exception(e)`, `sentry_sdk.capture_exception(e)`. */
const REPORTS = /^(capture_exception|log_?(the_?)?(error|exception|failure)s?|(error|exception)_?log(ger)?|report_(error|exception)|handle_exception)$/;

/** What makes the exception appear in the log once, with its traceback, before a response is sent. */
export function logOnce(doc: PythonDoc, leaks: Leaks, response: PyNode, others: readonly PyNode[], text: string | undefined, level: Level, project: ProjectView): LogPart | { readonly reason: string } {
  const { source } = leaks;
  const before = [...runsIn(source.block, 'call')].filter((call) => runsBefore(call, response, source));
  const logs = before.filter((call) => isLogCall(doc, call, project));
  if (logs.some((call) => logsTraceback(call) || passesTraceback(leaks, call))) return { edits: [], said: 'it is logged already' };
  const existing = logs.filter((call) => leaks.touches(call)).find(isShown) ?? logs.filter((call) => /^(error|critical|fatal|warning|warn)$/.test(logMethod(call))).at(-1);
  if (existing) {
    const isOnEveryPath = statementOf(existing).parent === source.block;
    return { ...withTraceback(doc, existing, source, project), ...(isOnEveryPath && { provides: [handlerKey(source.node)] }) };
  }
  const report = before.find((call) => REPORTS.test(lastName(call.field('function')) ?? '') && leaks.touches(call));
  if (report) return { edits: [], said: `\`${report.field('function')!.text}\` reports it already` };
  // Flask logs what nobody caught before it asks the handler of status 500.
  if (source.types.some((type) => /^(500|InternalServerError)$/.test(type.text)) && /errorhandler|register_error_handler/.test(doc.text)) return { edits: [], said: 'Flask logs it' };
  const printed = before.find((call) => /^(print|traceback\.print_exc)\(/.test(call.text) && statementOf(call).parent === source.block);
  return newLog(doc, source, response, printed ? others : undefined, text, level, project);
}

/** A call on the way to the response: in the same block or in one around it. */
function runsBefore(call: PyNode, response: PyNode, source: Source): boolean {
  const isOwn = source.node.kind !== 'except_clause' || enclosingHandler(call) === source.node;
  return isOwn && call.end <= response.start && response.isWithin(statementOf(call).parent!);
}

/** `tb = traceback.format_exc()` that a log call writes. */
function passesTraceback(leaks: Leaks, call: PyNode): boolean {
  return [...call.descendants('identifier')].some((use) => /\bformat_exc(eption)?\(/.test(leaks.variable(use)?.field('right')?.text ?? ''));
}

function isShown(call: PyNode): boolean {
  return !/^(debug|trace)$/.test(logMethod(call));
}

function withTraceback(doc: PythonDoc, call: PyNode, source: Source, project: ProjectView): Pick<LogPart, 'edits' | 'said'> {
  const said = 'its log line gets the traceback';
  const exception = source.handler ? 'True' : source.name!.text;
  const object = call.field('function')!.field('object')!;
  const logger = loggerAt(doc, call, project);
  if ('style' in logger && logger.style === 'loguru' && logger.expression === object.text) {
    return { said, edits: [{ start: object.end, end: object.end, text: `.opt(exception=${exception})` }] };
  }
  if ('style' in logger && logger.expression === object.text && !takesTraceback(doc, logger)) return { said: 'it is logged already', edits: [] };
  const off = argumentsOf(call).keywords.get('exc_info');
  if (off) return { said, edits: [{ start: off.start, end: off.end, text: exception }] };
  const last = call.field('arguments')!.named.at(-1)!;
  const isOnOwnLine = doc.text.slice(lineStart(doc, last.start), last.start).trim() === '';
  return { said, edits: [{ start: last.end, end: last.end, text: `,${isOnOwnLine ? `\n${indentAt(doc, last.start)}` : ' '}exc_info=${exception}` }] };
}

function newLog(doc: PythonDoc, source: Source, response: PyNode, others: readonly PyNode[] | undefined, text: string | undefined, level: Level, project: ProjectView): LogPart | { readonly reason: string } {
  const at = others ? placeOfLog(source, response, others) : statementOf(response);
  const logger = loggerAt(doc, at, project);
  if ('reason' in logger) return { reason: `there is no logger to write the exception to: ${logger.reason}` };
  if (!takesTraceback(doc, logger)) return { reason: `what \`${logger.expression}\` is cannot be seen from here: it may not write a traceback` };
  const isPlain = text !== undefined && /\s/.test(text) && !/(^|[\s(])\w?[fF]\w?["']|[<\n]/.test(text);
  const message = isPlain ? text : quote(source.handler ? failureText(source.handler.guarded, undefined, roomForText(doc, at, project)) : 'Unhandled exception');
  const statement = source.handler ? logWithTraceback(logger, level, message)
    : logger.style === 'loguru' ? `${logger.expression}.opt(exception=${source.name!.text}).${level}(${message})`
      : `${logger.expression}.${level}(${message}, exc_info=${source.name!.text})`;
  const ownsLine = doc.text.slice(lineStart(doc, at.start), at.start).trim() === '';
  const line = statement + (ownsLine ? `\n${indentAt(doc, at.start)}` : '; ');
  // Branches end in their answer, so each has a log line of its own.
  const owner = others || at.parent === source.block ? source.node : at;
  return { edits: [], needs: [handlerLogNeed(owner, 1, ownsLine ? aboveComments(doc, at) : at.start, line, logger.needs)], said: 'it is logged with its traceback' };
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
