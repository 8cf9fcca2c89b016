import type { LoggerDefinition, LoggerKind, ProjectView } from '../types.ts';
import { isLoggerName, LOG_METHODS, LOGGER_NAMES } from './log-calls.ts';
import { classAssignments, propertyOf, selfAssignments } from './logger-evidence.ts';
import { evidenceIn, hasLevels, type Logger } from './logger-kind.ts';
import { importedAs } from './imports.ts';
import { argumentsOf, enclosingClass, enclosingFunction, runsAtImport, runsIn, statementOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** Loggers of their own stream, read by somebody else than the developers, and the root logger, which is held to be set up. */
const SPECIAL_LOGGER = /^_?(root|audit|access|security|perf(ormance)?|metrics?|slow_?query|sql|query|request|transaction)_?log(ger)?$/i;
/** The decorator of what answers a request: `@bp.route("/")`, `@assist.get("/list")`. */
const ROUTE = /^@[\w.]+\.(route|get|post|put|patch|delete)\(/;
/** A name for a logger, taken from a module about logging that is not part of the repository. */
const LOGGER_OF_MODULE = /(^|\.)_*(\w+_)?(logs?|loggers?|logging)(_\w+)?\._*logger$/i;

/** A logger bound in the function around, by name; reached before its binding it is no logger but an error. */
export function localLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | undefined {
  for (const name of namesOf(project)) {
    const scope = doc.scopes.scopeOf(name, at);
    if (!scope || scope === doc.root || scope.kind === 'class_definition') continue;
    const bindings = doc.scopes.in(scope, name);
    const kind = evidenceIn(doc, project).ofBindings(bindings) ?? usedAsLogger(doc, name, scope);
    const isBound = bindings.some((binding) => {
      const statement = statementOf(binding.node);
      return binding.kind === 'parameter' || (statement.end <= at.start && statement.parent === scope.field('body'));
    });
    if (isBound && isUsable(kind, name, at)) return { ...kind, expression: name, needs: [] };
  }
  return undefined;
}

/** `self.logger`, inside the methods of a class that has one, from the statement after that sets it on. */
export function ownLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | undefined {
  const method = enclosingFunction(at);
  const owner = method && enclosingClass(at);
  const self = method?.field('parameters')?.named[0];
  if (!owner || !self || self.text !== 'self' || method.parent!.closest('function_definition')?.isWithin(owner)) return undefined;
  for (const name of LOGGER_NAMES) {
    const expression = `self.${name}`;
    const assignments = selfAssignments(owner, name);
    const isOwn = assignments.length > 0 || classAssignments(owner, name).length > 0 || propertyOf(owner, name) !== undefined;
    if (isOwn ? !isSetBefore(owner, name, assignments, method, at) : !owner.field('superclasses')) continue;
    const told = isOwn ? evidenceIn(doc, project).ofAttribute(owner, name) : undefined;
    const kind = told ?? usedAsLogger(doc, expression, owner);
    // In the property itself it would ask for itself.
    if (isUsable(kind, expression, at) && propertyOf(owner, name) !== method) return { ...kind, expression, needs: [] };
  }
  return undefined;
}

/** Whether an attribute is there whenever a method runs: a property, set in the class body, or first thing in `__init__`. */
function isSetBefore(owner: PyNode, name: string, assignments: readonly PyNode[], method: PyNode, at: PyNode): boolean {
  if (propertyOf(owner, name) || classAssignments(owner, name).some((assignment) => assignment.field('right'))) return true;
  return assignments.some((assignment) => {
    const setter = enclosingFunction(assignment)!;
    if (setter.field('name')!.text !== '__init__' || statementOf(assignment).parent !== setter.field('body')) return false;
    if (setter === method) return assignment.end <= at.start;
    const called = `self.${method.field('name')!.text}`;
    return !runsIn(setter, 'call').some((call) => call.start < assignment.start && call.field('function')!.text === called);
  });
}

/** A logger bound at the top of the file, or that of the Flask app. */
export function moduleLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { reason: string } | undefined {
  // Of several, the one that the function's other lines are written with.
  const fn = enclosingFunction(at);
  const isUsed = ({ name }: ModuleLogger) => Number(fn?.descendants('call').some((call) => call.field('function')!.text.startsWith(`${name}.`)) ?? false);
  const loggers = loggersOf(doc, project);
  for (const { name, bindings, kind } of loggers.length < 2 ? loggers : loggers.toSorted((a, b) => isUsed(b) - isUsed(a))) {
    const scope = doc.scopes.scopeOf(name, at);
    if (scope !== doc.root || SPECIAL_LOGGER.test(name) || !isUsable(kind, name, at)) continue;
    const binding = bindings[0]!;
    const isAtModuleLevel = runsAtImport(at);
    if (isAtModuleLevel && statementOf(binding.node).end > at.start) {
      return lateLogger(doc, at, binding) ?? { reason: `\`${name}\` is bound only further down, on line ${lineNumber(doc, binding.node)}` };
    }
    if (!isUnconditional(doc, binding)) continue;
    return { ...kind, expression: name, needs: [] };
  }
  return flaskLogger(doc, at);
}

/** The logger at the top of the file where another thing of its name hides it: a second one would only add to that. */
export function hiddenLogger(doc: PythonDoc, at: PyNode, project: ProjectView): string | undefined {
  return loggersOf(doc, project).find(({ name, bindings, kind }) => !SPECIAL_LOGGER.test(name) && !kind.optional && hasLevels(kind) &&
    isUnconditional(doc, bindings[0]!) && !isLibraryModule(bindings[0]!) && doc.scopes.scopeOf(name, at) !== doc.root)?.name;
}

/** What a logger bound further down will be made of, where that can be written in place: `logging.getLogger(__name__)`. */
function lateLogger(doc: PythonDoc, at: PyNode, binding: Binding): Logger | undefined {
  const assignment = binding.node.parent;
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
  const callee = value?.field('function');
  if (doc.scopes.qualifiedName(callee) !== 'logging.getLogger' || !/^[\w.]+\(__name__\)$/.test(value!.text)) return undefined;
  const root = /^\w+/.exec(callee!.text)![0];
  const [bound, ...more] = doc.scopes.moduleNames.get(root) ?? [];
  if (!bound || more.length > 0 || statementOf(bound.node).parent !== doc.root || bound.node.start > at.start) return undefined;
  return { expression: value!.text, style: 'stdlib', needs: [] };
}

interface ModuleLogger {
  readonly name: string;
  readonly bindings: readonly Binding[];
  readonly kind: LoggerKind;
}

const known = new WeakMap<PythonDoc, WeakMap<ProjectView, readonly ModuleLogger[]>>();

/** The module-level names that are loggers, in source order; a module such as `logging` after those. */
function loggersOf(doc: PythonDoc, project: ProjectView): readonly ModuleLogger[] {
  const ofDoc = known.get(doc) ?? new WeakMap<ProjectView, readonly ModuleLogger[]>();
  known.set(doc, ofDoc);
  let loggers = ofDoc.get(project);
  if (!loggers) ofDoc.set(project, (loggers = readLoggers(doc, project)));
  return loggers;
}

function readLoggers(doc: PythonDoc, project: ProjectView): ModuleLogger[] {
  const evidence = evidenceIn(doc, project);
  const found = [...doc.scopes.moduleNames].flatMap(([name, bindings]): ModuleLogger[] => {
    const isNamedSo = isLoggerName(name, project) || /log(ger)?$/i.test(name);
    const isModule = isLibraryModule(bindings[0]!);
    // `logging.info` beside no logger of the module's own: that is still to be made.
    if (isModule && (bindings[0]!.origin === name || !usedAsLogger(doc, name, doc.root))) return [];
    const kind = evidence.ofBindings(bindings) ?? (isLoggerName(name, project) ? unreadKind(doc, name, bindings, project) : undefined);
    return typeof kind === 'object' && (isNamedSo || (kind.style !== 'text' && !isModule)) ? [{ name, bindings, kind }] : [];
  });
  const rank = ({ bindings }: ModuleLogger) => (isLibraryModule(bindings[0]!) ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** `import logging as log`, `from absl import logging as log`. */
function isLibraryModule({ origin }: Binding): boolean {
  return origin === 'logging' || origin === 'absl.logging';
}

/** A logger whose definition cannot be read: the configuration says so, the file logs with it, or it comes from a module about logging. */
function unreadKind(doc: PythonDoc, name: string, [binding]: readonly Binding[], project: ProjectView): LoggerDefinition | undefined {
  if (project.options.loggerNames.includes(name) || LOGGER_OF_MODULE.test(binding!.origin ?? '')) return { style: 'unknown' };
  return usedAsLogger(doc, name, doc.root);
}

/** What the code around shows by calling it: `logger.info("…")`. Only behind `if logger:`, it may be absent. */
function usedAsLogger(doc: PythonDoc, expression: string, scope: PyNode): LoggerKind | undefined {
  const calls = scope.descendants('call').filter((call) => {
    const callee = call.field('function')!;
    return callee.kind === 'attribute' && callee.field('object')!.text === expression && LOG_METHODS.has(callee.field('attribute')!.text) &&
      ['string', 'concatenated_string'].includes(argumentsOf(call).positional[0]?.kind ?? '') &&
      (expression.includes('.') || doc.scopes.scopeOf(expression, call) === scope);
  });
  if (calls.length === 0) return undefined;
  return { style: 'unknown', ...(calls.every((call) => isBehindCheck(call, expression)) && { optional: true }) };
}

function isUsable(kind: LoggerDefinition | undefined, expression: string, at: PyNode): kind is LoggerKind {
  return typeof kind === 'object' && hasLevels(kind) && (!kind.optional || isBehindCheck(at, expression));
}

/** Whether code runs only where an expression is there: `if self.logger:`, `if log is not None:`. */
function isBehindCheck(at: PyNode, expression: string): boolean {
  let child = at;
  for (const ancestor of at.ancestors()) {
    if (ancestor.kind === 'function_definition' || ancestor.kind === 'lambda') return false;
    const isBranch = ['if_statement', 'elif_clause'].includes(ancestor.kind) && ancestor.field('consequence') === child;
    if (isBranch && asksFor(ancestor.field('condition')!, expression)) return true;
    child = ancestor;
  }
  return false;
}

function asksFor(condition: PyNode, expression: string): boolean {
  if (condition.kind === 'boolean_operator' && condition.field('operator')?.text === 'and') return condition.named.some((each) => asksFor(each, expression));
  return condition.text === expression || condition.text === `${expression} is not None`;
}

/**
 * `app.logger`, where the module builds or imports the Flask app and already logs through it; `current_app.logger`,
 * whatever the module calls it, in functions that ask for the app or answer a request.
 */
function flaskLogger(doc: PythonDoc, at: PyNode): Logger | undefined {
  const uses = (expression: string, within: PyNode) => within.descendants('attribute').some((node) => node.text === expression);
  const app = doc.scopes.moduleNames.get('app')?.[0];
  const isImported = app?.kind === 'import' && app.origin !== 'flask.current_app' && statementOf(app.node).parent === doc.root && /\bflask\b/i.test(doc.text);
  if (isImported && uses('app.logger', doc.root) && doc.scopes.scopeOf('app', at) === doc.root && !(runsAtImport(at) && app.node.start > at.start)) {
    return { expression: 'app.logger', style: 'stdlib', needs: [] };
  }
  const value = app?.node.parent?.kind === 'assignment' ? app.node.parent.field('right') : undefined;
  if (value && doc.scopes.qualifiedName(value.field('function')) === 'flask.Flask') {
    const isBound = !runsAtImport(at) || statementOf(app!.node).end <= at.start;
    if (isBound && uses('app.logger', doc.root) && doc.scopes.scopeOf('app', at) === doc.root) return { expression: 'app.logger', style: 'stdlib', needs: [] };
  }
  const fn = enclosingFunction(at);
  const current = importedAs(doc, 'flask', 'current_app') ?? 'current_app';
  if (!fn || !uses(`${current}.logger`, doc.root) || doc.scopes.lookup(current, at)[0]?.origin !== 'flask.current_app') return undefined;
  // Without a context of the app there is no logger: a request has one, and so has what asks for the app.
  const asks = doc.scopes.usesOf(current).some((use) => use.isWithin(fn) && doc.scopes.qualifiedName(use) === 'flask.current_app');
  const answers = fn.parent?.kind === 'decorated_definition' && fn.parent.children.some(({ kind, text }) => kind === 'decorator' && ROUTE.test(text));
  return asks || answers ? { expression: `${current}.logger`, style: 'stdlib', needs: [] } : undefined;
}

/** Bound by a plain statement of the module, or on every way through a `try` or an `if`. */
function isUnconditional(doc: PythonDoc, binding: Binding): boolean {
  const statement = statementOf(binding.node);
  if (statement.parent === doc.root) return true;
  const outer = statement.parent?.parent;
  if (outer?.parent !== doc.root) return false;
  const binds = (branch: PyNode) => [...runsIn(branch, 'assignment', 'import_from_statement', 'import_statement')].some((node) => node.text.includes(binding.name));
  if (outer.kind === 'try_statement') return outer.children.filter((child) => child.kind === 'except_clause').every(binds);
  const branches = outer.children.filter((child) => child.kind === 'elif_clause' || child.kind === 'else_clause');
  return outer.kind === 'if_statement' && branches.some(({ kind }) => kind === 'else_clause') && branches.every(binds);
}

function namesOf(project: ProjectView): readonly string[] {
  return [...LOGGER_NAMES, ...project.options.loggerNames];
}

/** The line of a node, starting at 1. */
export function lineNumber(doc: PythonDoc, node: PyNode): number {
  return doc.text.slice(0, node.start).split('\n').length;
}
