import type { ProjectView } from '../types.ts';
import { errorForm, kindOf } from './logger-kind.ts';
import { argumentsOf, lastName } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** Names that loggers have. */
export const LOGGER_NAMES = ['logger', 'log', 'LOGGER', 'LOG', '_logger', '_log', '_LOGGER', '_LOG'];
/** Methods of loggers that write a line. */
export const LOG_METHODS = new Set(['debug', 'info', 'warning', 'warn', 'error', 'critical', 'fatal', 'exception', 'log', 'trace', 'success']);
const TRACEBACK_TEXT = /^traceback\.format_exc(eption)?$/;

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

/** Whether a log call writes the traceback of the exception being handled: loguru does not heed `exc_info`, and structlog only where it is set up to. */
export function logsTraceback(doc: PythonDoc, call: PyNode, project: ProjectView): boolean {
  const callee = call.field('function')!;
  if (/\.opt\([^)]*exception\s*=/.test(callee.text) || givesTraceback(doc, call)) return true;
  const value = argumentsOf(call).keywords.get('exc_info');
  const asksByKeyword = value !== undefined && value.text !== 'False' && value.text !== 'None';
  const asksByMethod = logMethod(call) === 'exception';
  if (!asksByKeyword && !asksByMethod) return false;
  const kind = kindOf(doc, callee.field('object'), project);
  const form = kind ? errorForm(doc, kind, project) : 'exc_info';
  return form === 'exc_info' || (asksByMethod && (form === 'opt' || form === 'exception'));
}

/** Whether an argument is the traceback as a text, by whatever name the module was brought in. */
function givesTraceback(doc: PythonDoc, call: PyNode): boolean {
  return /format_exc\(|format_exception\(/.test(call.text) && call.descendants('call').some((each) => TRACEBACK_TEXT.test(doc.scopes.qualifiedName(each.field('function')) ?? each.field('function')!.text));
}

/** Whether a name is one that loggers have. */
export function isLoggerName(name: string, project: ProjectView): boolean {
  return LOGGER_NAMES.includes(name) || project.options.loggerNames.includes(name);
}
