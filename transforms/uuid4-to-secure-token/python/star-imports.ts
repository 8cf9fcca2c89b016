import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { importedNames } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Dotted origins by the name a module has for them: `uuid` for `import uuid`. */
export type Names = { readonly [name: string]: string };

/** What a module gives to those that star import it, as far as it makes values, and whose names it hands on. */
export interface Given {
  readonly names: Names;
  /** Modules it star imports, with the dots of a relative one. */
  readonly from: readonly string[];
}

/** What a module lets others make values with; undefined where that is nothing. */
export function givenBy(doc: PythonDoc): Given | undefined {
  const imports = doc.root.children.filter(({ kind }) => kind === 'import_statement' || kind === 'import_from_statement');
  const listed = /^__all__\b[^=\n]*=\s*([[(][^\])]*)/m.exec(doc.text)?.[1];
  const isGiven = (name: string) => (listed === undefined ? !name.startsWith('_') : new RegExp(`["']${name}["']`).test(listed));
  const names = imports.flatMap(importedNames)
    .filter(({ name, origin }) => /^(uuid|random)(\.|$)/.test(origin) && isGiven(name) && doc.scopes.moduleNames.get(name)?.length === 1);
  const from = listed === undefined ? imports.filter(isStar).map(moduleOf) : [];
  if (names.length === 0 && from.length === 0) return undefined;
  return { names: Object.fromEntries(names.map(({ name, origin }) => [name, origin])), from };
}

/** Names a file has by `from module import *`, from `uuid` and `random` themselves or through modules of the project. */
export function starImported(doc: PythonDoc, project: ProjectView): Names {
  const statements = doc.root.descendants('import_from_statement').filter(isStar);
  return Object.assign({}, ...statements.map((statement) => namesFrom(moduleOf(statement), doc.path, project, new Set()))) as Names;
}

function namesFrom(module: string, importer: string, project: ProjectView, seen: Set<string>): Names {
  if (module === 'uuid') return { uuid1: 'uuid.uuid1', uuid4: 'uuid.uuid4' };
  if (module === 'random') return Object.fromEntries(['choice', 'choices', 'randint', 'randrange', 'sample', 'shuffle', 'getrandbits'].map((name) => [name, `random.${name}`]));
  const found = project.collected.find(({ path }) => isModule(path, module, importer));
  const given = (found?.facts as { readonly given?: Given } | undefined)?.given;
  if (!found || !given || seen.has(found.path)) return {};
  seen.add(found.path);
  return Object.assign({}, ...given.from.map((each) => namesFrom(each, found.path, project, seen)), given.names) as Names;
}

/** Whether a file is the module that an import names: from the importer's folder by its dots, else by the end of its path. */
function isModule(path: string, module: string, importer: string): boolean {
  const name = `/${path.replace(/(?:\/__init__)?\.py$/, '')}`;
  const dots = /^\.*/.exec(module)![0].length;
  const rest = module.slice(dots).replaceAll('.', '/');
  if (dots === 0) return name.endsWith(`/${rest}`);
  const folder = importer.split('/').slice(0, -dots).join('/');
  return name === `/${[folder, rest].filter(Boolean).join('/')}`;
}

function isStar(statement: PyNode): boolean {
  return statement.children.some(({ kind }) => kind === 'wildcard_import');
}

function moduleOf(statement: PyNode): string {
  return statement.field('module_name')?.text ?? '';
}
