import type { Action, Need } from '../../types.ts';
import type { LoggerShape, ProjectView } from '../types.ts';
import { isLoggerName, LOG_METHODS } from './log-calls.ts';
import { FASTIFY_LOGGER, libraryLogger, loggerType } from './logger-libraries.ts';
import { typeOf, type Member } from './members.ts';
import { moduleOf } from './modules.ts';
import { isCall, propertyName } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { Node } from './tree.ts';

/** How code at one place logs. */
export interface Logger {
  /** What the methods are called on: `logger`, `this.logger`, `request.log`. */
  readonly expression: string;
  readonly shape: LoggerShape;
  /** What a fix that uses it must ask for, and what the user must do then. */
  readonly needs: readonly Need[];
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
  const binding = doc.scopes.lookup(type, at);
  const shape = binding && shapeOfBinding(doc, binding, project);
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
  if (origin?.includes(':')) return shapeOfImport(doc, origin, project);
  const { by } = binding;
  return by.type === 'VariableDeclarator' && by.id === binding.node && binding.kind === 'const' ? shapeOf(doc, by.init, project) : undefined;
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
    case 'TSAsExpression': case 'TSNonNullExpression': case 'TSSatisfiesExpression': return shapeOf(doc, node.expression, project);
    default: return undefined;
  }
}

function withoutMaking(shape: LoggerShape | undefined): LoggerShape | undefined {
  if (!shape) return undefined;
  const { makes: _, ...logger } = shape;
  return logger;
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
