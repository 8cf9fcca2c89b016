import type { LoggerConvention, LogStyle, ProjectView } from '../types.ts';
import type { Need } from '../../types.ts';
import { importAnchor, importedAs, importNeed } from './imports.ts';
import { argumentsOf, dottedText, enclosingClass, enclosingFunction, lastName, runsIn, statementOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { scopeAround, type Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

export type Level = 'debug' | 'info' | 'warning' | 'error';

/** How code at one place logs. */
export interface Logger {
  /** What the methods are called on: `logger`, `self.logger`. */
  readonly expression: string;
  readonly style: LogStyle;
  /** What a fix that uses it must ask for. */
  readonly needs: readonly Need[];
}

const LOGGER_NAMES = ['logger', 'log', 'LOGGER', 'LOG', '_logger', '_log', '_LOGGER', '_LOG'];
const LOGGER_FACTORIES = /(^|\.)(get_?logger|getLogger|get_task_logger|getChild|create_logger|setup_logger|make_logger|get_logger_\w+|configure_logger)$/;
/** Loggers of their own stream, read by somebody else than the developers, and the root logger, which is held to be set up. */
const SPECIAL_LOGGER = /^_?(root|audit|access|security|perf(ormance)?|metrics?|slow_?query|sql|query|request|transaction)_?log(ger)?$/i;
const SPARE_NAMES = ['logger', 'log', '_logger', 'module_logger', '_module_logger'];
export const LOG_METHODS = new Set(['debug', 'info', 'warning', 'warn', 'error', 'critical', 'fatal', 'exception', 'log', 'trace', 'success']);

/** The logger code at `at` uses, or the reason why there is none it could use. */
export function loggerAt(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { readonly reason: string } {
  return localLogger(doc, at, project) ?? ownLogger(doc, at, project) ?? moduleLogger(doc, at, project) ?? newLogger(doc, at, project);
}

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

export function isLoggerName(name: string, project: ProjectView): boolean {
  return LOGGER_NAMES.includes(name) || project.options.loggerNames.includes(name);
}

/** A log statement that carries the traceback of the exception being handled. */
export function logWithTraceback(logger: Logger, level: Level, message: string): string {
  if (logger.style === 'loguru') return `${logger.expression}.opt(exception=True).${level}(${message})`;
  if (level === 'error') return `${logger.expression}.exception(${message})`;
  return `${logger.expression}.${level}(${message}, exc_info=True)`;
}

/** A file whose logger is of an unknown make, but writes tracebacks or comes from a factory like that of `logging`. */
const TAKES_TRACEBACK = /\bexc_info\s*=|\.exception\(|get_?logger\(/i;

/** Whether the logger is known to take `exc_info` and to have `exception`; a project's own class may not. */
export function takesTraceback(doc: PythonDoc, logger: Pick<Logger, 'style'>): boolean {
  return logger.style !== 'unknown' || TAKES_TRACEBACK.test(doc.text);
}

/** A logger bound in the function around, by name; reached before its binding it is no logger but an error. */
function localLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | undefined {
  for (const name of [...LOGGER_NAMES, ...project.options.loggerNames]) {
    const scope = doc.scopes.scopeOf(name, at);
    if (!scope || scope === doc.root || scope.kind === 'class_definition') continue;
    const [binding, ...more] = doc.scopes.in(scope, name);
    if (more.length > 0 || !binding) continue;
    if (binding.kind === 'parameter' && /Logger\b/.test(binding.node.parent!.field('type')?.text ?? '')) {
      return { expression: name, style: 'stdlib', needs: [] };
    }
    const value = assignedValue(binding);
    const statement = statementOf(binding.node);
    const isBefore = statement.end <= at.start && statement.parent === scope.field('body');
    if (value && isBefore && makesLogger(doc, value)) return { expression: name, style: styleOf(doc, value, project), needs: [] };
  }
  return undefined;
}

/** `self.logger`, inside the methods of a class that sets it, from the statement after that on. */
function ownLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | undefined {
  const method = enclosingFunction(at);
  const owner = method && enclosingClass(at);
  const self = method?.field('parameters')?.named[0];
  if (!owner || !self || self.text !== 'self' || method.parent!.closest('function_definition')?.isWithin(owner)) return undefined;
  for (const assignment of owner.descendants('assignment')) {
    const target = assignment.field('left')!;
    const name = target.kind === 'attribute' && target.field('object')!.text === 'self' ? target.field('attribute')!.text : undefined;
    if (!name || !LOGGER_NAMES.includes(name)) continue;
    const setter = enclosingFunction(assignment);
    if (setter?.field('name')?.text !== '__init__' || enclosingClass(assignment) !== owner) continue;
    const isSet = setter !== method || assignment.end <= at.start;
    const isUnconditional = statementOf(assignment).parent === setter.field('body');
    const value = assignment.field('right');
    if (value && isSet && isUnconditional) return { expression: `self.${name}`, style: styleOf(doc, value, project), needs: [] };
  }
  return undefined;
}

function moduleLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { reason: string } | undefined {
  for (const [name, bindings] of loggerBindings(doc, project)) {
    const scope = doc.scopes.scopeOf(name, at);
    if (scope !== doc.root || SPECIAL_LOGGER.test(name)) continue;
    const binding = bindings[0]!;
    const isAtModuleLevel = runsAtImport(at);
    if (isAtModuleLevel && statementOf(binding.node).end > at.start) {
      return lateLogger(doc, at, binding) ?? { reason: `\`${name}\` is bound only further down, on line ${lineNumber(doc, binding.node)}` };
    }
    if (!isUnconditional(doc, binding)) continue;
    return { expression: name, style: bindingStyle(doc, binding, project), needs: [] };
  }
  return flaskLogger(doc, at);
}

/** What a logger bound further down will be made of, where that can be written in place: `logging.getLogger(__name__)`. */
function lateLogger(doc: PythonDoc, at: PyNode, binding: Binding): Logger | undefined {
  const value = assignedValue(binding);
  const callee = value?.field('function');
  if (doc.scopes.qualifiedName(callee) !== 'logging.getLogger' || !/^[\w.]+\(__name__\)$/.test(value!.text)) return undefined;
  const root = /^\w+/.exec(callee!.text)![0];
  const [bound, ...more] = doc.scopes.moduleNames.get(root) ?? [];
  if (!bound || more.length > 0 || statementOf(bound.node).parent !== doc.root || bound.node.start > at.start) return undefined;
  return { expression: value!.text, style: 'stdlib', needs: [] };
}

/** The module-level names that are loggers, in source order. */
export function loggerBindings(doc: PythonDoc, project: ProjectView): [string, readonly Binding[]][] {
  return [...doc.scopes.moduleNames].filter(([name, bindings]) => {
    const binding = bindings[0]!;
    if (binding.origin) return isLoggerName(name, project) || /(^|\.)loguru\.logger$/.test(binding.origin);
    const value = assignedValue(binding);
    return !!value && (makesLogger(doc, value) || (isLoggerName(name, project) && ['call', 'attribute'].includes(value.kind)));
  });
}

/** `app.logger`, where the module builds the Flask app and already logs through it. */
function flaskLogger(doc: PythonDoc, at: PyNode): Logger | undefined {
  const app = doc.scopes.moduleNames.get('app')?.[0];
  const value = app && assignedValue(app);
  if (!value || doc.scopes.qualifiedName(value.field('function')) !== 'flask.Flask') return undefined;
  const isUsed = [...doc.root.descendants('attribute')].some((node) => node.text === 'app.logger');
  const isBound = !runsAtImport(at) || statementOf(app.node).end <= at.start;
  return isUsed && isBound && doc.scopes.scopeOf('app', at) === doc.root ? { expression: 'app.logger', style: 'stdlib', needs: [] } : undefined;
}

/** Asks for a module-level logger, made the way the package makes its own. */
function newLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { reason: string } {
  const convention = conventionFor(doc, project);
  const wanted = convention?.name ?? project.package.python?.loggerName ?? 'logger';
  const isOpen = (candidate: string) => isFree(doc, candidate, at);
  // One name for the whole file, if there is one: not `logger` here and `log` in the function that has a `logger` of its own.
  const name = [wanted, ...SPARE_NAMES].find((candidate) => isOpen(candidate) && !isTakenWhereItLogs(doc, candidate, project)) ?? [wanted, ...SPARE_NAMES].find(isOpen);
  if (!name) return { reason: 'every usual logger name is taken in this file' };
  // A logger made in this file must exist before the first module-level code that logs, wherever that is.
  const firstUse = runsAtImport(at) ? statementAtModuleLevel(doc, at).start : undefined;
  const need = (call: string, imports: readonly Need[]): Need =>
    ({ kind: 'logger', key: `logger ${name}`, name, call, imports, ...(firstUse !== undefined && { firstUse }) });
  if (convention && convention.call === '') {
    return { expression: convention.imported, style: convention.style, needs: [importNeed(convention.module, convention.imported)] };
  }
  if (convention) {
    return { expression: name, style: convention.style, needs: [need(convention.call, [importNeed(convention.module, convention.imported || undefined)])] };
  }
  const logging = importedAs(doc, 'logging') ?? 'logging';
  if (firstUse !== undefined && firstUse < importAnchor(doc).end && !(logging === 'logging' && isTaken(doc, 'logging'))) {
    // Among the imports no name is bound for it: the imports below would no longer stand at the top.
    const own = doc.scopes.moduleNames.get(logging)?.[0];
    if (own && own.node.start > firstUse) return { reason: `\`${logging}\` is imported only further down, on line ${lineNumber(doc, own.node)}` };
    return { expression: `${logging}.getLogger(__name__)`, style: 'stdlib', needs: own ? [] : [{ ...importNeed('logging'), firstUse }] };
  }
  if (logging === 'logging' && isTaken(doc, 'logging')) return { reason: 'the name `logging` means something else in this file' };
  return { expression: name, style: 'stdlib', needs: [need(`${logging}.getLogger(__name__)`, [importNeed('logging')])] };
}

/** A module that reads the environment for the others runs before logging is set up, and must not set it up itself. */
const READS_ENVIRONMENT = /^load_dotenv\(/m;
const SETTINGS_FILE = /(^|\/)_?(settings|config|conf|env|environment)\w*\.py$/;

function conventionFor(doc: PythonDoc, project: ProjectView): LoggerConvention | undefined {
  const convention = configured(project) ?? asImportedFrom(doc.path, project.package.python?.logger);
  // A file that repairs `sys.path` before its own imports cannot import from the package above that line.
  if (!convention || project.loggerWouldCycle || doc.text.includes('sys.path')) return undefined;
  if (SETTINGS_FILE.test(doc.path) && READS_ENVIRONMENT.test(doc.text)) return undefined;
  const name = convention.imported || convention.module;
  return isTaken(doc, name) && !importedAs(doc, convention.module, convention.imported || undefined) ? undefined : convention;
}

/** The convention with a relative module where the package imports so; undefined for a file outside its top package. */
function asImportedFrom(path: string, convention: LoggerConvention | undefined): LoggerConvention | undefined {
  if (!convention?.relative || convention.path === undefined) return convention;
  const folder = path.split('/').slice(0, -1);
  const target = convention.path.replace(/(\/__init__)?\.py$/, '').split('/');
  const shared = target.findIndex((part, i) => part !== folder[i]);
  const outside = target.length - convention.module.split('.').length;
  if (shared <= outside) return undefined;
  return { ...convention, module: '.'.repeat(folder.length - shared + 1) + target.slice(shared).join('.') };
}

/** The factory the configuration names, as `package.module:function`. */
function configured({ options }: ProjectView): LoggerConvention | undefined {
  const [module, imported] = options.loggerFactory?.split(':') ?? [];
  return module && imported ? { name: 'logger', call: `${imported}(__name__)`, module, imported, style: 'unknown' } : undefined;
}

/** A name no scope around `at` binds or uses for something else. */
function isFree(doc: PythonDoc, name: string, at: PyNode): boolean {
  if (doc.scopes.moduleNames.has(name)) return false;
  for (let scope = scopeAround(at); scope; scope = scope.parent && scopeAround(scope)) {
    if (doc.scopes.in(scope, name).length > 0) return false;
  }
  return !doc.scopes.usesOf(name).some((use) => doc.scopes.scopeOf(name, use) === undefined);
}

const answers = new WeakMap<PythonDoc, Map<string, boolean>>();

/** Asked at every place that logs, and the same all over a file. */
function oncePerFile(doc: PythonDoc, question: string, answer: () => boolean): boolean {
  const known = answers.get(doc) ?? new Map<string, boolean>();
  answers.set(doc, known);
  if (!known.has(question)) known.set(question, answer());
  return known.get(question)!;
}

/** Whether a function binds the name to something it cannot log with in an `except` clause or beside a print. */
function isTakenWhereItLogs(doc: PythonDoc, name: string, project: ProjectView): boolean {
  return doc.scopes.mentions(name) && oncePerFile(doc, `${name} where it logs`, () => {
    const places = [...doc.root.descendants('except_clause', 'call')].filter((node) => node.kind === 'except_clause' || node.field('function')!.text === 'print');
    return places.some((place) => doc.scopes.scopeOf(name, place) !== undefined && !localLogger(doc, place, project) && !ownLogger(doc, place, project));
  });
}

/** Bound in any scope of the file, but not as the import of that very module. */
function isTaken(doc: PythonDoc, name: string): boolean {
  if (importedAs(doc, name) === name) return false;
  const bindings = doc.scopes.moduleNames.get(name);
  if (bindings) return !bindings.every((binding) => binding.origin === name);
  return doc.scopes.mentions(name) && oncePerFile(doc, `${name} anywhere`, () => [...doc.root.descendants('parameters', 'assignment')]
    .some((node) => doc.scopes.in(scopeAround(node)!, name).some(({ origin }) => origin !== name)));
}

/** Whether code runs while the module is imported, rather than when a function is called. */
export function runsAtImport(at: PyNode): boolean {
  let child = at;
  for (const ancestor of at.ancestors()) {
    // Decorators, defaults and annotations run where the function is defined; only its body waits for a call.
    if ((ancestor.kind === 'function_definition' || ancestor.kind === 'lambda') && ancestor.field('body') === child) return false;
    child = ancestor;
  }
  return true;
}

function statementAtModuleLevel(doc: PythonDoc, at: PyNode): PyNode {
  let statement = at;
  for (const parent of at.ancestors()) {
    if (parent === doc.root) break;
    statement = parent;
  }
  return statement;
}

/** Bound by a plain statement of the module, or in a `try` and in each of its handlers. */
function isUnconditional(doc: PythonDoc, binding: Binding): boolean {
  const statement = statementOf(binding.node);
  if (statement.parent === doc.root) return true;
  const attempt = statement.parent?.parent;
  if (attempt?.kind !== 'try_statement' || attempt.parent !== doc.root) return false;
  const handlers = attempt.children.filter((child) => child.kind === 'except_clause');
  return handlers.every((handler) => [...runsIn(handler, 'assignment', 'import_from_statement', 'import_statement')]
    .some((node) => node.text.includes(binding.name)));
}

/** The value a binding is assigned, for `name = value`. */
export function assignedValue(binding: Binding): PyNode | undefined {
  const assignment = binding.node.parent;
  return assignment?.kind === 'assignment' && assignment.field('left') === binding.node ? assignment.field('right') : undefined;
}

function makesLogger(doc: PythonDoc, value: PyNode): boolean {
  if (value.kind === 'attribute') return /^(app|current_app|application|self)\.logger$/.test(value.text);
  if (value.kind !== 'call') return false;
  const callee = value.field('function');
  return LOGGER_FACTORIES.test(doc.scopes.qualifiedName(callee) ?? dottedText(callee) ?? '') ||
    (callee?.kind === 'attribute' && callee.field('attribute')!.text === 'bind' && /log/i.test(callee.field('object')!.text));
}

function bindingStyle(doc: PythonDoc, binding: Binding, project: ProjectView): LogStyle {
  const value = assignedValue(binding);
  if (value) return styleOf(doc, value, project);
  return originStyle(binding.origin ?? '', project);
}

function styleOf(doc: PythonDoc, value: PyNode, project: ProjectView): LogStyle {
  const callee = doc.scopes.qualifiedName(value.field('function'));
  if (callee === 'logging.getLogger' || value.kind === 'attribute') return 'stdlib';
  return callee ? originStyle(callee, project) : styleOfText(value.text);
}

function originStyle(origin: string, project: ProjectView): LogStyle {
  if (/^logging\./.test(origin) || /celery\.utils\.log/.test(origin)) return 'stdlib';
  if (/^structlog\./.test(origin)) return 'structlog';
  if (/^loguru\./.test(origin)) return 'loguru';
  const convention = project.package.python?.logger;
  if (convention && origin.endsWith(`${convention.module.replace(/^\.+/, '')}.${convention.imported}`)) return convention.style;
  const [module, name] = splitLast(origin.replace(/^\.+/, ''));
  for (const [key, style] of Object.entries(project.package.python?.loggers ?? {})) {
    const [keyModule, keyName] = key.split(':') as [string, string];
    if (keyName === name && (keyModule === module || keyModule.endsWith(`.${module}`) || module.endsWith(`.${keyModule}`))) return style;
  }
  return 'unknown';
}

function splitLast(dotted: string): [string, string] {
  const at = dotted.lastIndexOf('.');
  return [dotted.slice(0, at), dotted.slice(at + 1)];
}

function styleOfText(text: string): LogStyle {
  if (/\bstructlog\b/.test(text)) return 'structlog';
  if (/\bloguru\b/.test(text)) return 'loguru';
  return /\blogging\.getLogger\b/.test(text) ? 'stdlib' : 'unknown';
}

function lineNumber(doc: PythonDoc, node: PyNode): number {
  return doc.text.slice(0, node.start).split('\n').length;
}
