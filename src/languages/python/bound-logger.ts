import type { ProjectView } from '../types.ts';
import { isLoggerName, LOGGER_NAMES } from './log-calls.ts';
import { assignedValue, bindingStyle, makesLogger, styleOf, type Logger } from './logger-kind.ts';
import { enclosingClass, enclosingFunction, runsAtImport, runsIn, statementOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** Loggers of their own stream, read by somebody else than the developers, and the root logger, which is held to be set up. */
const SPECIAL_LOGGER = /^_?(root|audit|access|security|perf(ormance)?|metrics?|slow_?query|sql|query|request|transaction)_?log(ger)?$/i;

/** A logger bound in the function around, by name; reached before its binding it is no logger but an error. */
export function localLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | undefined {
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
export function ownLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | undefined {
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

/** A logger bound at the top of the file, or that of the Flask app. */
export function moduleLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { reason: string } | undefined {
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

/** The line of a node, starting at 1. */
export function lineNumber(doc: PythonDoc, node: PyNode): number {
  return doc.text.slice(0, node.start).split('\n').length;
}
