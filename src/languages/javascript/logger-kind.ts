import type { Action, Need } from '../../types.ts';
import type { LoggerShape, ProjectView } from '../types.ts';
import { isLoggerName, LOG_METHODS } from './log-calls.ts';
import { CONSOLE_LOGGER, FASTIFY_LOGGER, libraryLogger, loggerType } from './logger-libraries.ts';
import { typeOf, type Member } from './members.ts';
import { moduleOf } from './modules.ts';
import { isCall, propertyName, runsAtImport, statementOf } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { isWrite, type Binding } from './scopes.ts';
import type { Node } from './tree.ts';

/** How code at one place logs. */
export interface Logger {
  /** What the methods are called on: `logger`, `this.logger`, `request.log`. */
  readonly expression: string;
  /** It may be absent: its methods are called with `?.`. */
  readonly isOptional?: true;
  readonly shape: LoggerShape;
  /** What a fix that uses it must ask for, and what the user must do then. */
  readonly needs: readonly Need[];
  /** What a fix must ask for that uses this method, where each is a function of its own. */
  readonly needsOfMethod?: { readonly [method: string]: readonly Need[] };
  readonly actions: readonly Action[];
}

/** Names of what has the `log` of Fastify. */
export const FASTIFY_OBJECT = /^(request|req|fastify|app|server|instance|reply)$/;

/** What an expression logs with, when it is known to be a logger. */
export function loggerShape(doc: JavaScriptDoc, node: Node | null | undefined, project: ProjectView): LoggerShape | undefined {
  const shape = shapeOf(doc, node, project);
  return shape?.makes === undefined ? shape : undefined;
}

/** What a member of a class logs with, by its value or its type. */
export function memberShape(doc: JavaScriptDoc, { node, value, type }: Member, project: ProjectView): LoggerShape | undefined {
  return (value && loggerShape(doc, value, project)) ?? (type === undefined ? undefined : shapeOfType(doc, type, node, project));
}

/** The shape of a value whose type is an imported class or interface of loggers. */
function shapeOfType(doc: JavaScriptDoc, type: string, at: Node, project: ProjectView): LoggerShape | undefined {
  const [name, ...rest] = type.split('.') as [string, ...string[]];
  const binding = doc.scopes.lookup(name, at);
  const origin = binding && rest.length > 0 ? doc.scopes.qualifiedName(binding.node) : undefined;
  const shape = origin !== undefined ? loggerType(`${origin.replace(/default$/, '')}${rest.join('.')}`) : binding && rest.length === 0 ? shapeOfBinding(doc, binding, project) : undefined;
  return shape?.makes === 'new' || shape?.makes === undefined ? withoutMaking(shape) : undefined;
}

/** What a name logs with. */
export function bindingShape(doc: JavaScriptDoc, binding: Binding, project: ProjectView): LoggerShape | undefined {
  if (binding.isType) return undefined;
  if (binding.kind === 'parameter') {
    const type = binding.node.type === 'Identifier' ? typeOf(binding.node.typeAnnotation).type : undefined;
    return type !== undefined && isLoggerName(binding.name, project) ? shapeOfType(doc, type, binding.node, project) : undefined;
  }
  const shape = withoutMakers(shapeOfBinding(doc, binding, project));
  return shape ?? (project.options.loggerNames.includes(binding.name) ? { form: 'text', methods: ['debug', 'info', 'warn', 'error'] } : undefined);
}

function shapeOfBinding(doc: JavaScriptDoc, binding: Binding, project: ProjectView): LoggerShape | undefined {
  const origin = doc.scopes.qualifiedName(binding.node);
  if (origin?.includes(':') && isSetOnce(doc, binding)) return shapeOfImport(doc, binding.by.type === 'ImportNamespaceSpecifier' ? asNamespace(origin) : origin, project);
  if (!known.has(binding)) {
    // `log = log || other` asks for itself.
    known.set(binding, undefined);
    known.set(binding, oneOf(doc, valuesOf(doc, binding), project));
  }
  return known.get(binding);
}

/** What variables hold, each looked at once. */
const known = new WeakMap<Binding, LoggerShape | undefined>();

/** What a module of the repository is as an object of its exports; a package gives the same under either import. */
function asNamespace(origin: string): string {
  return /^[.~@#/]/.test(origin) && !libraryLogger(origin) ? origin.replace(/:default$/, ':*') : origin;
}

function isSetOnce(doc: JavaScriptDoc, { by, uses }: Binding): boolean {
  return by.type !== 'VariableDeclarator' || !uses.some((use) => isWrite(doc.tree, use));
}

/**
 * What a variable is set to: where it is declared, and by every assignment. One that is declared empty holds nothing
 * until the assignment has run, so this must happen in the same run of code: `let log; try { log = a } catch { log = b }`.
 */
function valuesOf(doc: JavaScriptDoc, { by, node, uses, scope }: Binding): (Node | undefined)[] {
  if (by.type !== 'VariableDeclarator' || by.id !== node) return [];
  const writes = uses.filter((use) => isWrite(doc.tree, use)).map((use) => doc.tree.parent(use)!);
  const isLate = writes.some((write) => scope.type !== 'Program' || !runsAtImport(doc.tree, write)) || (writes.length === 1 && doc.tree.parent(statementOf(doc.tree, writes[0]!)) !== scope);
  if (!by.init && isLate) return [];
  return [...(by.init ? [by.init] : []), ...writes.map((write) => (write.type === 'AssignmentExpression' && write.operator === '=' ? write.right : undefined))];
}

function shapeOfImport(doc: JavaScriptDoc, origin: string, project: ProjectView): LoggerShape | undefined {
  const library = libraryLogger(origin);
  if (library && origin !== 'winston:default') return library.by === 'value' ? library.shape : { ...library.shape, makes: library.by };
  const type = loggerType(origin);
  if (type) return { ...type, makes: 'new' };
  const colon = origin.lastIndexOf(':');
  const module = moduleOf(origin.slice(0, colon), doc.path, project.package.javascript);
  const loggers = project.package.javascript?.loggers ?? {};
  const name = origin.slice(colon + 1);
  return loggers[`${module}#${name}`] ?? (name.includes('.') ? undefined : loggers[`${module}#default.${name}`]);
}

/** What a value is to logging: a logger, or what makes one. */
function shapeOf(doc: JavaScriptDoc, node: Node | null | undefined, project: ProjectView): LoggerShape | undefined {
  switch (node?.type) {
    case 'Identifier': {
      const binding = doc.scopes.bindingOf(node);
      return binding && shapeOfBinding(doc, binding, project);
    }
    case 'MemberExpression': {
      const origin = doc.scopes.qualifiedName(node);
      if (origin?.includes(':')) return shapeOfImport(doc, origin, project);
      return /^(log|logger)$/.test(propertyName(node) ?? '') && isFastify(doc, node.object, project) ? FASTIFY_LOGGER : undefined;
    }
    case 'CallExpression': {
      const made = shapeOf(doc, node.callee, project);
      if (made?.makes === 'call') return withoutMaking(made);
      const { callee } = node;
      const isChild = callee.type === 'MemberExpression' && /^(child|withContext|getChild|scope|withTag)$/.test(propertyName(callee) ?? '');
      if (isChild) return loggerShape(doc, callee.object, project);
      const origin = doc.scopes.qualifiedName(node);
      return origin?.includes(':') ? shapeOfImport(doc, origin, project) : undefined;
    }
    case 'NewExpression': {
      const made = shapeOf(doc, node.callee, project);
      return made?.makes === 'new' ? withoutMaking(made) : undefined;
    }
    case 'ConditionalExpression': return oneOf(doc, [node.consequent, node.alternate], project);
    case 'LogicalExpression': return node.operator === '&&' ? undefined : oneOf(doc, [node.left, node.right], project);
    case 'TSAsExpression': case 'TSNonNullExpression': case 'TSSatisfiesExpression': return shapeOf(doc, node.expression, project);
    default: return undefined;
  }
}

function withoutMaking(shape: LoggerShape | undefined): LoggerShape | undefined {
  if (!shape) return undefined;
  const { makes: _, ...logger } = shape;
  return logger;
}

/** What a value that may be any of several is to logging: `console` is a logger beside another one. */
function oneOf(doc: JavaScriptDoc, nodes: readonly (Node | undefined)[], project: ProjectView): LoggerShape | undefined {
  return commonShape(nodes.map((node) => shapeOf(doc, node, project) ?? (nodes.length > 1 && doc.scopes.qualifiedName(node) === 'console' ? CONSOLE_LOGGER : undefined)));
}

/** What is safe to call of a value that may be any of several loggers: the methods all have, with a text where they take different things. */
function commonShape(shapes: readonly (LoggerShape | undefined)[]): LoggerShape | undefined {
  const [first, ...rest] = shapes;
  if (!first || rest.length === 0) return first;
  if (rest.some((shape) => !shape || shape.makes !== first.makes)) return undefined;
  const methods = first.methods.filter((method) => rest.every((shape) => shape!.methods.includes(method)));
  const isAlike = rest.every((shape) => shape!.form === first.form && JSON.stringify(shape!.takes) === JSON.stringify(first.takes));
  return isAlike ? { ...first, methods } : { form: 'text', methods, ...(first.makes && { makes: first.makes }) };
}

function withoutMakers(shape: LoggerShape | undefined): LoggerShape | undefined {
  return shape?.makes === undefined ? shape : undefined;
}

function isFastify(doc: JavaScriptDoc, node: Node, project: ProjectView): boolean {
  const binding = doc.scopes.bindingOf(node);
  return !!binding && FASTIFY_OBJECT.test(binding.name) && isFastifyBinding(doc, binding, project);
}

/** A request or a server of Fastify by its type, by what makes it, or by the use of its `log`. */
export function isFastifyBinding(doc: JavaScriptDoc, { by, kind, node, uses }: Binding, project: ProjectView): boolean {
  if (!project.package.javascript?.dependencies.includes('fastify')) return false;
  if (node.type === 'Identifier' && /^Fastify(Request|Instance|Reply)/.test(typeOf(node.typeAnnotation).type ?? '')) return true;
  if (kind === 'const' && by.type === 'VariableDeclarator' && isCall(by.init)) return /^(fastify:(default|fastify))$/.test(doc.scopes.qualifiedName(by.init.callee) ?? '');
  return uses.some((use) => {
    const member = doc.tree.parent(use);
    const call = member && doc.tree.parent(member);
    return member?.type === 'MemberExpression' && propertyName(member) === 'log' && call?.type === 'MemberExpression' && LOG_METHODS.has(propertyName(call) ?? '');
  });
}
