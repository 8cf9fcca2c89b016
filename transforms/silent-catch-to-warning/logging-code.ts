import { enclosingFunction } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';

const LOGGING_FILE = /(^|[/_])(logging|logger|loggers)(_?(config|setup|utils?|handlers?|filters?|formatters?))?\.py$|(^|\/)log_(config|setup|handlers?|filters?|formatters?)\.py$|(^|[/_])audit_(log|logger|logging|writer)\.py$/;
const LOGGING_BASE = /(^|\.)(\w*Handler|\w*Formatter|\w*Filter|LoggerAdapter|LogRecord|Logger)$/;
const SET_UP = /^_*(setup|configure|init|initialize|build|create|get|make)_(\w+_)?(logging|logger|loggers)$/;

/** Why a log line at this place could call itself, or have nowhere to go yet. */
export function loggingCodeReason(doc: PythonDoc, at: PyNode): string | undefined {
  if (LOGGING_FILE.test(doc.path)) return 'this file implements logging: a log line here could call itself';
  for (let owner = at.closest('class_definition'); owner; owner = owner.closest('class_definition')) {
    const base = owner.field('superclasses')?.named.find((each) => isLoggingBase(doc, each));
    if (base) return `\`${owner.field('name')!.text}\` is a \`${base.text}\`: a log line here could call itself`;
  }
  const fn = enclosingFunction(at);
  const name = fn?.field('name')?.text ?? '';
  const parameters = fn?.field('parameters')?.text ?? '';
  if (/\bevent_dict\b|\bLogRecord\b/.test(parameters) || name === 'before_send') return `\`${name}\` runs for every log record: a log line here could call itself`;
  return SET_UP.test(name) ? `\`${name}\` sets logging up` : undefined;
}

function isLoggingBase(doc: PythonDoc, base: PyNode): boolean {
  const name = doc.scopes.qualifiedName(base) ?? base.text;
  return name.startsWith('logging.') && LOGGING_BASE.test(name);
}
