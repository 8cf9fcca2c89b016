import { enclosingFunction } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

const LOGGING_FILE = /(^|\/)_?(\w+_)?(logging|loggers?|structlog)(_\w+)?\.py$|(^|\/)log_(config|setup|utils?|handlers?|filters?|formatters?)\.py$|(^|[/_])audit_(log|logger|logging|writer)\.py$/;
const LOGGING_BASE = /^logging\.(.*\.)?(\w*Handler|\w*Formatter|\w*Filter|LoggerAdapter|LogRecord|Logger)$/;
const SETS_UP_LOGGING = /^_*(set_?up|configure|init|initiali[sz]e|build|create|get|make)_?(\w+_)?(logging|loggers?|log)$/i;

/** Why a log line at this place could call itself, or have nowhere to go yet. */
export function loggingCodeReason(doc: PythonDoc, at: PyNode): string | undefined {
  if (LOGGING_FILE.test(doc.path)) return 'this file implements logging: a log line here could call itself';
  for (const owner of doc.root.descendants('class_definition')) {
    const base = owner.field('superclasses')?.named.find((each) => LOGGING_BASE.test(doc.scopes.qualifiedName(each) ?? ''));
    if (base) return `\`${owner.field('name')!.text}\` is a \`${base.text}\`: a log line in this file could call itself`;
  }
  const fn = enclosingFunction(at);
  const name = fn?.field('name')?.text ?? '';
  const parameters = fn?.field('parameters')?.text ?? '';
  if (/\bevent_dict\b|\bLogRecord\b/.test(parameters) || name === 'before_send') return `\`${name}\` runs for every log record: a log line here could call itself`;
  return SETS_UP_LOGGING.test(name) ? `\`${name}\` sets up the logging: nothing would show the line yet` : undefined;
}
