import type { ProjectView } from '../types.ts';
import { argumentsOf, lastName } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** Names that loggers have. */
export const LOGGER_NAMES = ['logger', 'log', 'LOGGER', 'LOG', '_logger', '_log', '_LOGGER', '_LOG'];
/** Methods of loggers that write a line. */
export const LOG_METHODS = new Set(['debug', 'info', 'warning', 'warn', 'error', 'critical', 'fatal', 'exception', 'log', 'trace', 'success']);

/** A call on a logger: `logger.info(...)`, `logging.error(...)`, `self.logger.debug(...)`. */
export function isLogCall(doc: PythonDoc, call: PyNode, project: ProjectView): boolean {
  const callee = call.field('function');
  if (callee?.kind !== 'attribute' || !LOG_METHODS.has(callee.field('attribute')!.text)) return false;
  const object = callee.field('object')!;
  if (object.kind === 'call') return /^(opt|bind|getChild|getLogger|get_?logger|contextualize)$/.test(lastName(object.field('function')) ?? '');
  const name = lastName(object) ?? '';
  return doc.scopes.qualifiedName(object) === 'logging' || isLoggerName(name, project) || /logger$/i.test(name);
}

/** The level a log call has, `exception` included. */
export function logMethod(call: PyNode): string {
  return call.field('function')!.field('attribute')!.text;
}

/** Whether a log call writes the traceback of the exception being handled. */
export function logsTraceback(call: PyNode): boolean {
  if (logMethod(call) === 'exception') return true;
  const { keywords } = argumentsOf(call);
  const value = keywords.get('exc_info');
  if (value && value.text !== 'False' && value.text !== 'None') return true;
  return /\.opt\([^)]*exception\s*=/.test(call.field('function')!.text) || /traceback\.format_exc\(|format_exception\(/.test(call.text);
}

/** Whether a name is one that loggers have. */
export function isLoggerName(name: string, project: ProjectView): boolean {
  return LOGGER_NAMES.includes(name) || project.options.loggerNames.includes(name);
}
