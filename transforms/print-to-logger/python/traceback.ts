import { failureText, quote } from '../../../src/languages/python/describe.ts';
import { removeStatement } from '../../../src/languages/python/imports.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { errorForm } from '../../../src/languages/python/logger-kind.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { loggingCodeReason } from '../../../src/languages/python/logging-code.ts';
import { statementOf } from '../../../src/languages/python/nodes.ts';
import { handlerKey } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Finding } from '../../../src/types.ts';
import { removeLine } from './edits.ts';
import { madeFor } from './format-exc.ts';
import { groupOf, identifiersIn, type File } from './file.ts';
import { clauseAround, runsAlways, writesTraceback } from './handler.ts';
import { textPrints } from './plan.ts';
import { outputReason } from './terminal.ts';

/** A traceback written by hand: part of the print beside it, of the log line beside it, or a log line of its own. */
export function* tracebackFindings(file: File, call: PyNode): Generator<Finding> {
  const { doc, project } = file;
  const message = 'the traceback is printed past the logger';
  const clause = clauseAround(doc, call, project);
  if (!writesTraceback(doc, call)) return yield { span: call, message, reason: 'it is written in a way of its own' };
  if (!clause) return yield { span: call, message, reason: 'it is not inside an `except` clause, so whose traceback it is cannot be seen here' };
  const { handler, tracebacks } = clause;
  const reason = loggingCodeReason(doc, call) ?? outputReason(doc, call);
  if (reason !== undefined) return yield { span: call, message, reason };
  if (!runsAlways(call, handler)) return yield { span: call, message, reason: 'it is written only under a condition of its own' };
  const logger = loggerAt(doc, call, project);
  if ('reason' in logger) return yield { span: call, message, reason: logger.reason };
  const form = errorForm(doc, logger, project);
  if (form === 'text' || form === 'field') return yield { span: call, message, reason: `\`${logger.expression}\` is not known to write tracebacks` };
  const made = madeFor(doc, call.descendants('identifier'), call);
  const orphans = [call, ...made].flatMap(identifiersIn);
  const removal = [...removeLine(doc, statementOf(call)), ...made.flatMap((statement) => removeStatement(doc, statement))];
  const [carrier] = textPrints(file, clause);
  if (carrier && (!clause.logsAlready || clause.logsWithTraceback)) {
    const fix = { edits: removal, orphans, group: groupOf(file, carrier) };
    return yield { span: call, message: `${message}; the line of the print beside it carries it`, safety: 'safe', fix };
  }
  if (clause.logsWithTraceback || tracebacks[0] !== call) {
    return yield { span: call, message: `${message}, a second time`, safety: 'safe', fix: { edits: removal, orphans } };
  }
  const log = handler.body.map((each) => each.named[0]!).find((each) => each?.kind === 'call' && isLogCall(doc, each, project));
  if (clause.logsAlready && !log) return yield { span: call, message, reason: 'the log call of this clause runs only under a condition' };
  const last = log && form === 'exc_info' ? log.field('arguments')!.named.at(-1) : undefined;
  if (log && !last) return yield { span: call, message, reason: 'the log call beside it takes the traceback in another way' };
  yield {
    span: call, message, safety: 'safe',
    fix: {
      edits: last
        ? [{ start: last.end, end: last.end, text: ', exc_info=True' }, ...removal]
        : [{ start: call.start, end: call.end, text: `${logger.style === 'loguru' ? `${logger.expression}.opt(exception=True).error` : `${logger.expression}.exception`}(${quote(failureText(handler.guarded), doc)})` }, ...made.flatMap((each) => removeStatement(doc, each))],
      needs: last ? [] : logger.needs,
      orphans,
      provides: [handlerKey(handler.clause)],
    },
  };
}
