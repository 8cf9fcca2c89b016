import type { LoggerShape, ProjectView } from '../types.ts';
import { importedAs, importNeed, isEsm } from './imports.ts';
import { bindingShape, type Logger } from './logger-kind.ts';
import { moduleOf } from './modules.ts';
import { runsAtImport, statementAtTop } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

/** Functions that log, of a module of which the file imports one: `logError` beside `logInfo`. */
export function importedFunctions(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { readonly reason: string } | undefined {
  for (const binding of doc.scopes.moduleNames.values()) {
    const shape = bindingShape(doc, binding, project);
    const origin = shape?.functions && doc.scopes.qualifiedName(binding.node);
    if (!origin) continue;
    const specifier = origin.slice(0, origin.lastIndexOf(':'));
    return functionsLogger(doc, at, project, shape, moduleOf(specifier, doc.path, project.package.javascript), specifier);
  }
  return undefined;
}

/** Functions that log, each imported where it is called. */
export function functionsLogger(
  doc: JavaScriptDoc, at: Node, project: ProjectView, { form, takes, functions }: LoggerShape, module: string, specifier: string,
): Logger | { readonly reason: string } {
  const esm = isEsm(doc, project);
  const firstUse = runsAtImport(doc.tree, at) ? statementAtTop(doc.tree, at).start! : undefined;
  const taken = new Set(doc.scopes.all.map(({ name }) => name));
  const callable = Object.entries(functions!).flatMap(([method, fn]) => {
    const known = importedAs(doc, module, fn.name, project);
    const isFree = known === undefined ? !taken.has(fn.name) && !doc.scopes.globals.has(fn.name) : doc.scopes.lookup(known, at) === doc.scopes.moduleNames.get(known);
    const needs = known === undefined ? [importNeed(specifier, fn.name, fn.name, esm, firstUse)] : [];
    return isFree ? [{ method, fn: { ...fn, name: known ?? fn.name }, needs }] : [];
  });
  const [first] = callable;
  if (!first) return { reason: `the names of \`${specifier}\` are taken in this file` };
  return {
    expression: first.fn.name, needs: [], actions: [],
    shape: { form, methods: callable.map(({ method }) => method), functions: Object.fromEntries(callable.map(({ method, fn }) => [method, fn])), ...(takes && { takes }) },
    needsOfMethod: Object.fromEntries(callable.map(({ method, needs }) => [method, needs])),
  };
}
