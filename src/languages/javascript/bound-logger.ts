import type { ProjectView } from '../types.ts';
import { isLoggerName } from './log-calls.ts';
import { bindingShape, FASTIFY_OBJECT, isFastifyBinding, memberShape, type Logger } from './logger-kind.ts';
import { FASTIFY_LOGGER } from './logger-libraries.ts';
import { membersOf, ownerOfThis, typeOf } from './members.ts';
import { isFunction, runsAtImport, statementOf } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import { isWithin, type Node } from './tree.ts';

/** Loggers of their own stream, read by somebody else than the developers. */
const SPECIAL_LOGGER = /^_?(audit|access|security|perf(ormance)?|metrics?|query|sql|http|request|morgan|event)_?(log(ger)?)$/i;

/** `this.logger`, where the class has one and `this` is the object. */
export function ownLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | undefined {
  const owner = ownerOfThis(doc, at);
  for (const member of owner ? membersOf(owner) : []) {
    if (!isLoggerName(member.name.replace(/^#/, ''), project)) continue;
    const shape = memberShape(doc, member, project);
    const isSet = !member.setter || !isWithin(at, member.setter) || member.node.end! <= at.start!;
    if (shape && isSet) return { expression: `this.${member.name}`, shape, needs: [], actions: [], ...(member.isOptional && { isOptional: true }) };
  }
  return undefined;
}

/** A logger some name stands for at this place: a parameter, a variable, an import. */
export function boundLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { reason: string } | undefined {
  const seen = new Set<string>();
  for (let scope: Node | undefined = at; scope; scope = doc.tree.parent(scope)) {
    for (const [name, binding] of doc.scopes.in(scope)) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (SPECIAL_LOGGER.test(name)) continue;
      const shape = bindingShape(doc, binding, project);
      if (!shape || shape.functions) continue;
      const isEarly = binding.kind !== 'import' && statementOf(doc.tree, binding.node).end! > at.start! && runsBefore(doc, at, binding);
      if (isEarly && binding.kind !== 'parameter') return { reason: `\`${name}\` is bound only further down` };
      return { expression: name, shape, needs: [], actions: [], ...(mayBeAbsent(binding) && { isOptional: true }) };
    }
  }
  return undefined;
}

/** Whether a parameter may be left out: `logger?: Logger`. */
function mayBeAbsent({ kind, node }: Binding): boolean {
  return kind === 'parameter' && node.type === 'Identifier' && (node.optional === true || typeOf(node.typeAnnotation).isOptional === true);
}

/** Whether code that stands above a binding also runs before it: it is in the same function, or at the top of the file. */
function runsBefore(doc: JavaScriptDoc, at: Node, binding: Binding): boolean {
  if (binding.scope.type === 'Program') return runsAtImport(doc.tree, at);
  for (const ancestor of doc.tree.ancestors(at)) {
    if (ancestor === binding.scope) return true;
    if (isFunction(ancestor)) return false;
  }
  return true;
}

/** `request.log` in a handler of Fastify, `fastify.log` where the server is set up. */
export function fastifyLogger(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | undefined {
  const usesFastify = project.package.javascript?.dependencies.includes('fastify') && !project.package.javascript.logger;
  if (!usesFastify) return undefined;
  const seen = new Set<string>();
  for (let scope: Node | undefined = at; scope; scope = doc.tree.parent(scope)) {
    for (const [name, binding] of doc.scopes.in(scope)) {
      if (seen.has(name) || !FASTIFY_OBJECT.test(name)) continue;
      seen.add(name);
      const isBound = binding.kind === 'parameter' || !runsBefore(doc, at, binding) || statementOf(doc.tree, binding.node).end! <= at.start!;
      if (isBound && isFastifyBinding(doc, binding, project)) return { expression: `${name}.log`, shape: FASTIFY_LOGGER, needs: [], actions: [] };
    }
  }
  return undefined;
}
