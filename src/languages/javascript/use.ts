import type { ProjectView } from '../types.ts';
import { isDevelopmentOnly } from './conditions.ts';
import { dottedText, enclosingFunction, isFunction, keyName, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { exportedNodes } from './queries.ts';
import { boundIn, isWrite } from './scopes.ts';
import type { Node } from './tree.ts';

/** Exports that a framework calls by their name. */
const CALLED_BY_NAME = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|middleware|proxy|handle|handler|register|onRequestError|config|loader|action|fetch)$/;

/**
 * Whether what a node makes is put to use: given to a call, returned by a function that is called, or bound to a name
 * that is read here or imported elsewhere. A limiter that is only defined limits nothing.
 */
export function isUsed(doc: JavaScriptDoc, project: ProjectView, node: Node, seen: ReadonlySet<Node> = new Set()): boolean {
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

/** Whether code takes effect in production: it is used, and no condition keeps it for development. */
export function isActive(doc: JavaScriptDoc, project: ProjectView, node: Node): boolean {
  return !isDevelopmentOnly(doc, node) && isUsed(doc, project, node);
}
