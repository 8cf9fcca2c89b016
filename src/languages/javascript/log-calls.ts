import type { ProjectView } from '../types.ts';
import { dottedText, isCall, lastName, propertyName } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

const LOGGER_NAME = /^_?(logger|log|LOGGER|LOG|rootLogger|appLogger|baseLogger)$/;
/** Methods of loggers that write a line. */
export const LOG_METHODS = new Set(['trace', 'debug', 'verbose', 'silly', 'info', 'http', 'log', 'notice', 'warn', 'warning', 'error', 'fatal', 'critical']);

/** `dbLogger`, `access_log`; a `catalog` or a `dialog` is none. */
const ENDS_AS_LOGGER = /(^|[^A-Za-z])log(ger)?$|[a-z0-9]Log(ger)?$|[A-Za-z]Logger$|(^|_)LOG(GER)?$/;
const LEVEL_FUNCTION = /^log_?(debug|info|warn|warning|error|fatal|critical)$/i;

/** A call that writes a log line: `logger.info(…)`, `this.logger.error(…)`, `request.log.warn(…)`, `logError(…)`; not one of `console`. */
export function isLogCall(doc: JavaScriptDoc, call: Node, project: ProjectView): boolean {
  if (isCall(call) && call.callee.type === 'Identifier') return LEVEL_FUNCTION.test(call.callee.name);
  if (!isCall(call) || (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression')) return false;
  if (!LOG_METHODS.has(propertyName(call.callee) ?? '')) return false;
  const object = call.callee.object;
  if (doc.scopes.qualifiedName(object) === 'console') return false;
  const name = lastName(object) ?? (isCall(object) ? lastName(object.callee) : undefined) ?? '';
  // `LOG.http.error(…)`: one of several loggers that an object holds.
  const holder = dottedText(object)?.split('.')[0] ?? '';
  return LOGGER_NAME.test(name) || ENDS_AS_LOGGER.test(name) || /^log(s|gers?|4|4js)?$/i.test(holder) || project.options.loggerNames.includes(name) || /^(child|getLogger|createLogger)$/.test(name);
}

/** Whether a name is one that loggers have. */
export function isLoggerName(name: string, project: ProjectView): boolean {
  return LOGGER_NAME.test(name) || project.options.loggerNames.includes(name);
}
