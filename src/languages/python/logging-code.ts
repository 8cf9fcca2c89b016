import type { ProjectView } from '../types.ts';
import { enclosingFunction } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

const LOGGING_FILE = /(^|\/)_?(\w+_)?(logging|loggers?|structlog)(_\w+)?\.py$|(^|\/)log_(config|setup|utils?|handlers?|filters?|formatters?)\.py$|(^|[/_])audit_(log|logger|logging|writer)\.py$/;
const LOGGING_BASE = /^logging\.(.*\.)?(\w*Handler|\w*Formatter|\w*Filter|LoggerAdapter|LogRecord|Logger)$/;
const SETS_UP_LOGGING = /^_*(set_?up|configure|init|initiali[sz]e|build|create|get|make)_?(\w+_)?(logging|loggers?|log)$/i;

/** Why a log line at this place could call itself, or have nowhere to go yet. */
export function loggingCodeReason(doc: PythonDoc, at: PyNode): string | undefined {
  if (LOGGING_FILE.test(doc.path)) return 'this file implements logging: a log line here could call itself';
  const region = [...loggingRegions(doc)].find(([node]) => at.isWithin(node));
  if (region) return `${region[1]}: a log line in it could call itself`;
  const fn = enclosingFunction(at);
  const name = fn?.field('name')?.text ?? '';
  const parameters = fn?.field('parameters')?.text ?? '';
  if (/\bevent_dict\b|\bLogRecord\b/.test(parameters) || name === 'before_send') return `\`${name}\` runs for every log record: a log line here could call itself`;
  return SETS_UP_LOGGING.test(name) ? `\`${name}\` sets up the logging: nothing would show the line yet` : undefined;
}

const SETS_UP = ['logging.basicConfig', 'logging.config.dictConfig', 'logging.config.fileConfig', 'structlog.configure'];
const MAKES_APP = /\b(FastAPI|Flask|Starlette|Sanic|Quart|Celery|Litestar)\(/;

/** Whether the module is there to set logging up: it has a function for that, or is where the package gets its loggers. */
export function setsUpLogging(doc: PythonDoc, project: ProjectView): boolean {
  if (MAKES_APP.test(doc.text)) return false;
  if (project.package.python?.logger?.path === project.path) return true;
  return doc.root.named.some((node) => node.kind === 'function_definition' && SETS_UP_LOGGING.test(nameOf(node)) &&
    node.descendants('call').some((call) => SETS_UP.includes(doc.scopes.qualifiedName(call.field('function')) ?? '') || /\.addHandler$/.test(call.field('function')!.text)));
}

const regions = new WeakMap<PythonDoc, ReadonlyMap<PyNode, string>>();

/** The classes of a file that take part in writing a log line, and its functions that they use, with what each is. */
function loggingRegions(doc: PythonDoc): ReadonlyMap<PyNode, string> {
  let known = regions.get(doc);
  if (!known) regions.set(doc, (known = readRegions(doc)));
  return known;
}

function readRegions(doc: PythonDoc): ReadonlyMap<PyNode, string> {
  const found = new Map<PyNode, string>();
  for (const owner of doc.root.descendants('class_definition')) {
    const kind = loggingKind(doc, owner);
    if (kind) found.set(owner, `\`${nameOf(owner)}\` is ${kind}`);
  }
  const helpers = doc.root.named.map((node) => node.field('definition') ?? node).filter(({ kind }) => kind === 'function_definition');
  // A Map hands out what is added while it is walked, so the functions that a helper uses follow.
  for (const [user] of found) {
    for (const helper of helpers) {
      const isUsed = !found.has(helper) && doc.scopes.usesOf(nameOf(helper)).some((use) => use.isWithin(user));
      if (isUsed) found.set(helper, `\`${nameOf(helper)}\` is used by \`${nameOf(user)}\`, part of the logging`);
    }
  }
  return found;
}

/** What a class is to the logging: one of its own, a logger of the project's own making, or a stream such as the one in place of `sys.stdout` it may write to. */
function loggingKind(doc: PythonDoc, owner: PyNode): string | undefined {
  const base = owner.field('superclasses')?.named.find((each) => LOGGING_BASE.test(doc.scopes.qualifiedName(each) ?? ''));
  if (base) return `a \`${base.text}\``;
  const methods = owner.field('body')!.named.map((node) => node.field('definition') ?? node).filter(({ kind }) => kind === 'function_definition').map(nameOf);
  if (['debug', 'info', 'warning', 'warn', 'error'].filter((name) => methods.includes(name)).length > 1) return 'a logger';
  return ['write', 'flush'].every((name) => methods.includes(name)) ? 'a stream, which a logger may write to' : undefined;
}

function nameOf(definition: PyNode): string {
  return definition.field('name')!.text;
}
