import type { ProjectView } from '../types.ts';
import { isDevelopmentOnly } from './conditions.ts';
import { layersOf, type Layer } from './layers.ts';
import { dottedText, enclosingFunction, isFunction, keyName, textOf, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { exportedNodes, valueOf } from './queries.ts';
import { boundIn, isWrite } from './scopes.ts';
import { isWithin, type Node } from './tree.ts';

/** Exports that a framework calls by their name. */
const CALLED_BY_NAME = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|middleware|proxy|handle|handler|register|onRequestError|config|loader|action|fetch)$/;

/**
 * Whether what a node makes is put to use: given to a call, returned by a function that is called, or bound to a name
 * that is read here or imported elsewhere. A limiter that is only defined limits nothing.
 */
export function isUsed(doc: JavaScriptDoc, project: ProjectView, node: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  if (project.everythingIsUsed) return true;
  if (seen.has(node)) return false;
  const next = (other: Node) => isUsed(doc, project, other, new Set([...seen, node]));
  const isRead = (name: Node) => isNameUsed(doc, project, name, new Set([...seen, node]));
  const parent = doc.tree.parent(node);
  switch (parent?.type) {
    case 'VariableDeclarator': return boundIn(parent.id).some(isRead);
    case 'ExportDefaultDeclaration': return isExportUsed(project, 'default');
    case 'AssignmentExpression': {
      if (parent.right !== node) return true;
      const name = /^(?:module\.)?exports(?:\.(\w+))?$/.exec(dottedText(parent.left) ?? '');
      if (name) return isExportUsed(project, name[1] ?? 'default');
      return parent.left.type === 'Identifier' ? isRead(parent.left) : true;
    }
    case 'ObjectProperty': {
      if (parent.value !== node) return true;
      const object = doc.tree.parent(parent)!;
      const set = doc.tree.parent(object);
      const isExports = set?.type === 'AssignmentExpression' && dottedText(set.left) === 'module.exports';
      return isExports ? isExportUsed(project, keyName(parent) ?? 'default') : next(object);
    }
    case 'ReturnStatement': { const fn = enclosingFunction(doc.tree, node); return !fn || isFunctionUsed(doc, project, fn, seen); }
    case 'ArrowFunctionExpression': return isFunctionUsed(doc, project, parent, seen);
    case 'AwaitExpression': case 'ConditionalExpression': case 'LogicalExpression': case 'ArrayExpression': case 'SpreadElement': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression':
      return next(parent);
    default: { const fn = enclosingFunction(doc.tree, node); return !fn || isFunctionUsed(doc, project, fn, seen); }
  }
}

/** Whether a function may be called: it is given to something, its name is read, or others import it. */
function isFunctionUsed(doc: JavaScriptDoc, project: ProjectView, fn: AnyFunction, seen: ReadonlySet<Node>): boolean {
  if (seen.has(fn)) return false;
  const more = new Set([...seen, fn]);
  if (fn.type === 'FunctionDeclaration') {
    if (!fn.id) return isExportUsed(project, 'default');
    return isNameUsed(doc, project, fn.id, more);
  }
  const parent = doc.tree.parent(fn);
  return parent?.type === 'VariableDeclarator' || parent?.type === 'AssignmentExpression' || parent?.type === 'ObjectProperty' || parent?.type === 'ExportDefaultDeclaration' ? isUsed(doc, project, fn, seen) : true;
}

function isNameUsed(doc: JavaScriptDoc, project: ProjectView, name: Node, seen: ReadonlySet<Node>): boolean {
  const binding = doc.scopes.bindingOf(name);
  if (!binding) return true;
  const exported = exportedAs(doc, binding.node as Node);
  if (exported.some((each) => isExportUsed(project, each))) return true;
  return binding.uses.some((use) => {
    const parent = doc.tree.parent(use);
    if (isWrite(doc.tree, use) || parent?.type === 'ExportSpecifier') return false;
    if ([...seen].some((each) => isFunction(each) && each.start! <= use.start! && use.end! <= each.end!)) return false;
    return isUsed(doc, project, use, seen);
  });
}

/** The names a top-level binding is exported under by `export`; assignments to `module.exports` are uses. */
function exportedAs(doc: JavaScriptDoc, id: Node): string[] {
  const name = (id as { name: string }).name;
  return exportedNodes(doc).some((each) => each.name === name) && doc.scopes.moduleNames.get(name)?.node === id ? [name]
    : doc.tree.all('ExportSpecifier').flatMap((each) => (doc.scopes.bindingOf(each.local)?.node === id ? [each.exported.type === 'Identifier' ? each.exported.name : each.exported.value] : []));
}

/** A file of which nobody imports a name is run as it is: an entry, a route file, a plugin. */
function isExportUsed({ importedNames }: ProjectView, name: string): boolean {
  return importedNames.length === 0 || importedNames.includes(name) || CALLED_BY_NAME.test(name);
}

/** Whether code takes effect in production: it is used, no condition keeps it for development, and requests come that far. */
export function isActive(doc: JavaScriptDoc, project: ProjectView, node: Node): boolean {
  return !isDevelopmentOnly(doc, node) && !isBehindAnswer(doc, node) && isUsed(doc, project, node);
}

/**
 * Whether code is a layer that no request reaches: another of the same app in front of it answers them all, such as a
 * 404 handler. What handles errors is reached there all the same.
 */
export function isBehindAnswer(doc: JavaScriptDoc, node: Node): boolean {
  const layer = layersOf(doc).find(({ value }) => isWithin(node, value)) ?? layersOf(doc).find(({ call }) => call === node);
  if (!layer || layer.path !== undefined || handlesErrors(doc, layer.value)) return false;
  return layersOf(doc).some((other) => other.path === undefined && other.call.start! < layer.call.start! && appOf(doc, other) === appOf(doc, layer) && answersAll(doc, other.value));
}

function appOf(doc: JavaScriptDoc, { call }: Layer): string {
  return textOf(doc, call.callee);
}

/** `(req, res) => res.status(404)…`: it has no `next` to hand on to. */
function answersAll(doc: JavaScriptDoc, value: Node): boolean {
  const fn = valueOf(doc, value);
  return isFunction(fn) && fn.params.length === 2 && fn.params.every(({ type }) => type === 'Identifier') && /\b(status|sendStatus|json|send|end|render)\(/.test(textOf(doc, fn));
}

function handlesErrors(doc: JavaScriptDoc, value: Node): boolean {
  const fn = valueOf(doc, value);
  if (isFunction(fn)) return fn.params.length > 3;
  return /err|sentry|boom|exception|not_?found|404/i.test(textOf(doc, value));
}
