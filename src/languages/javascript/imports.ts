import type { Edit, Json, Need } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import { enclosingFunction, lineEnd, lineStart, quote, usesSemicolons } from './nodes.ts';
import { moduleOf, specifiersOf } from './modules.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node, NodeOf } from './tree.ts';

const BUILT_IN = ['crypto', 'fs', 'path', 'url', 'util', 'os', 'http', 'https', 'stream', 'events', 'buffer'];

/**
 * Asks for an import: `imported` is a name, `default`, or `*` for all of a module; `name` is what the file calls it.
 * `esm` says which form a file without imports of its own takes.
 */
export function importNeed(specifier: string, imported: string, name: string, esm: boolean, firstUse?: number): Need {
  return { kind: 'import', key: `import ${specifier} ${imported} ${name}`, module: specifier, imported, name, esm, ...(firstUse !== undefined && { firstUse }) };
}

/** The name a file has at its top for what a module exports, `*` for all of it, if any; `module` as `moduleOf` gives it. */
export function importedAs(doc: JavaScriptDoc, module: string, imported: string, project?: ProjectView): string | undefined {
  for (const [name, binding] of doc.scopes.moduleNames) {
    // An object of all exports is not the default export.
    const isOther = binding.by.type === (imported === '*' ? 'ImportDefaultSpecifier' : 'ImportNamespaceSpecifier');
    if (binding.isType || isOther) continue;
    const origin = doc.scopes.qualifiedName(binding.node);
    const colon = origin?.lastIndexOf(':') ?? -1;
    if (colon < 0 || origin!.slice(colon + 1) !== (imported === '*' ? 'default' : imported)) continue;
    if (moduleOf(origin!.slice(0, colon), doc.path, project?.package.javascript) === module) return name;
  }
  return undefined;
}

/** Whether the file is an ES module, or is compiled from the syntax of one. */
export function isEsm(doc: JavaScriptDoc, project: ProjectView): boolean {
  if (doc.tree.all('ImportDeclaration', 'ExportNamedDeclaration', 'ExportDefaultDeclaration', 'ExportAllDeclaration').length > 0) return true;
  if (/\.(mjs|mts)$/.test(doc.path)) return true;
  if (/\.cjs$/.test(doc.path) || /\brequire\(|\bmodule\.exports\b|\bexports\.\w+\s*=/.test(doc.text)) return false;
  return /\.tsx?$/.test(doc.path) || project.package.javascript?.moduleKind === 'esm';
}

/**
 * Whether a line runs before an import below it is bound: a program compiled to CommonJS loads its modules where the
 * imports stand, not first as ES modules do.
 */
export function runsBeforeImports(doc: JavaScriptDoc, at: Node, project: ProjectView): boolean {
  if (project.package.javascript?.moduleKind !== 'commonjs' || /\.m[jt]s$/.test(doc.path) || enclosingFunction(doc.tree, at)) return false;
  return doc.tree.all('ImportDeclaration').some((each) => each.start! > at.start! && each.importKind !== 'type');
}

/** A module of Node as the file spells such: `node:crypto` or `crypto`. */
export function builtIn(doc: JavaScriptDoc, module: string): string {
  const specifiers = specifiersOf(doc);
  const own = specifiers.find((specifier) => specifier.replace(/^node:/, '') === module);
  if (own) return own;
  const prefixed = specifiers.filter((specifier) => specifier.startsWith('node:')).length;
  const plain = specifiers.filter((specifier) => BUILT_IN.includes(specifier)).length;
  return prefixed > plain ? `node:${module}` : module;
}

/** What brings in the imports that are not there yet: names for the braces of an import of the same module, and whole lines. */
export function missingImports(doc: JavaScriptDoc, needs: readonly Need[]): { readonly edits: readonly Edit[]; readonly lines: readonly ModuleCode[] } {
  const edits: Edit[] = [];
  const lines: ModuleCode[] = [];
  for (const [module, group] of groupedByModule(needs.filter((need) => !isThere(doc, need)))) {
    const names = group.filter(({ imported }) => imported !== 'default' && imported !== '*');
    const firstUse = Math.min(...group.map((need) => Number(need['firstUse'] ?? Infinity)));
    const braces = names.length > 0 ? bracesOf(doc, module, firstUse) : undefined;
    if (braces) edits.push(intoBraces(doc, braces, names));
    const statements = [...group.filter((need) => !names.includes(need)).map((need) => [need]), ...(braces || names.length === 0 ? [] : [names])];
    for (const each of statements) lines.push({ text: statementFor(doc, module, each), anchor: anchorFor(doc, Boolean(each[0]!['esm']), firstUse, module) });
  }
  return { edits, lines };
}

/** A line of module-level code and where it goes. */
export interface ModuleCode {
  readonly text: string;
  readonly anchor: Anchor;
}

/** Where module-level code goes: at the end of a line, or at the start of one when nothing stands above. */
export interface Anchor {
  readonly at: number;
  readonly isTop: boolean;
}

/**
 * Below the last import of the file's head that stands before the first use, else above the first statement. The import
 * of a package goes below the others of its kind: modules of Node, packages.
 */
export function anchorFor(doc: JavaScriptDoc, esm: boolean, firstUse = Infinity, specifier?: string): Anchor {
  const head = headOf(doc).filter((statement) => esm || statement.end! <= firstUse);
  const last = (specifier !== undefined && lastOfKind(head, specifier)) || head.at(-1);
  if (last) return { at: lineEnd(doc, last.end!), isTop: false };
  const directive = doc.tree.program.directives.at(-1);
  if (directive) return { at: lineEnd(doc, directive.end!), isTop: false };
  return { at: topOf(doc), isTop: true };
}

/** Where a function goes that other code calls: it exists before anything runs, so below the last `import` of the file. */
export function functionAnchor(doc: JavaScriptDoc): Anchor {
  const last = doc.tree.program.body.findLast(({ type }) => type === 'ImportDeclaration');
  return last ? { at: lineEnd(doc, last.end!), isTop: false } : anchorFor(doc, true);
}

function lastOfKind(head: readonly Node[], specifier: string): Node | undefined {
  if (isOwn(specifier)) return undefined;
  const isOf = (fits: (other: string) => boolean) => head.findLast((statement) => { const other = specifierIn(statement); return other !== undefined && fits(other); });
  return (isBuiltIn(specifier) ? isOf(isBuiltIn) : undefined) ?? isOf((other) => !isOwn(other));
}

function isBuiltIn(specifier: string): boolean {
  return specifier.startsWith('node:') || BUILT_IN.includes(specifier);
}

/** A module of the repository: relative, or through one of the usual aliases. */
function isOwn(specifier: string): boolean {
  return /^([.#]|[@~]\/|src\/)/.test(specifier);
}

function specifierIn(statement: Node): string | undefined {
  if (statement.type === 'ImportDeclaration') return statement.source.value;
  const init = statement.type === 'VariableDeclaration' ? statement.declarations[0]?.init : undefined;
  const argument = init?.type === 'CallExpression' ? init.arguments[0] : undefined;
  return argument?.type === 'StringLiteral' ? argument.value : undefined;
}

/** The imports a file begins with, or has behind its first code, and what belongs among them: reading `.env`, patching a library. */
function headOf(doc: JavaScriptDoc): Node[] {
  const { body } = doc.tree.program;
  const isImport = ({ type }: Node) => type === 'ImportDeclaration' || type === 'TSImportEqualsDeclaration';
  const from = body[0] && belongsToHead(body[0]) ? 0 : body.findIndex(isImport);
  if (from < 0) return [];
  const until = body.findIndex((statement, i) => i > from && !belongsToHead(statement));
  return body.slice(from, until < 0 ? body.length : until);
}

function belongsToHead(statement: Node): boolean {
  switch (statement.type) {
    case 'ImportDeclaration': case 'TSImportEqualsDeclaration': return true;
    case 'VariableDeclaration': return statement.declarations.every(({ init }) => init !== null && init !== undefined && isRequire(init));
    case 'ExpressionStatement': return isRequire(statement.expression) || isEnvironment(statement.expression);
    default: return false;
  }
}

/** `require('x')`, `require('x').y`, `require('x')(z)`. */
function isRequire(node: Node): boolean {
  if (node.type === 'MemberExpression') return isRequire(node.object);
  if (node.type === 'AwaitExpression') return isRequire(node.argument) || node.argument.type === 'ImportExpression';
  if (node.type !== 'CallExpression') return false;
  return node.callee.type === 'Identifier' ? node.callee.name === 'require' : node.callee.type === 'Import' || isRequire(node.callee);
}

/** `dotenv.config()`: what a logger reads from the environment must be there before it. */
function isEnvironment(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && /^dotenv/i.test(callee.object.name);
}

/** Below a file's own heading comment, which a blank line parts from the code, and above all else. */
function topOf(doc: JavaScriptDoc): number {
  const first = doc.tree.program.body[0];
  const until = first ? first.start! : doc.text.length;
  const shebang = /^#![^\n]*\n/.exec(doc.text)?.[0].length ?? 0;
  let top = shebang;
  for (const comment of doc.tree.comments.filter(({ end }) => end! <= until)) {
    const isHeading = /^[ \t]*\n[ \t]*\n/.test(doc.text.slice(comment.end!)) || /@license|copyright|eslint-disable|@ts-(no)?check/i.test(comment.value);
    if (isHeading) top = lineEnd(doc, comment.end!) + 1;
  }
  const blank = /^(?:[ \t]*\n)*/.exec(doc.text.slice(top))![0].length;
  return Math.min(lineStart(doc, top + blank), doc.text.length);
}

function isThere(doc: JavaScriptDoc, need: Need): boolean {
  const binding = doc.scopes.moduleNames.get(String(need['name']));
  if (!binding || binding.isType) return false;
  const origin = doc.scopes.qualifiedName(binding.node);
  const wanted = need['imported'] === '*' ? 'default' : String(need['imported']);
  return origin === `${String(need['module']).replace(/^node:/, '')}:${wanted}`;
}

function groupedByModule(needs: readonly Need[]): Map<string, Need[]> {
  const groups = new Map<string, Need[]>();
  for (const need of new Map(needs.map((each) => [each.key, each])).values()) {
    const module = String(need['module']);
    groups.set(module, [...(groups.get(module) ?? []), need]);
  }
  return groups;
}

type Braces = NodeOf<'ImportDeclaration' | 'ObjectPattern'>;

/** The import or `require` of a module whose braces take one more name. */
function bracesOf(doc: JavaScriptDoc, module: string, firstUse: number): Braces | undefined {
  const bare = module.replace(/^node:/, '');
  return doc.tree.program.body.flatMap((statement): Braces[] => {
    if (statement.type === 'ImportDeclaration') {
      const fits = statement.importKind !== 'type' && statement.source.value.replace(/^node:/, '') === bare && statement.specifiers.some(({ type }) => type === 'ImportSpecifier');
      return fits ? [statement] : [];
    }
    if (statement.type !== 'VariableDeclaration' || statement.end! > firstUse) return [];
    return statement.declarations.flatMap(({ id, init }) =>
      id.type === 'ObjectPattern' && id.properties.length > 0 && doc.scopes.qualifiedName(init) === `${bare}:default` && !id.properties.some(({ type }) => type === 'RestElement') ? [id] : []);
  })[0];
}

function intoBraces(doc: JavaScriptDoc, braces: Braces, needs: readonly Need[]): Edit {
  const isImport = braces.type === 'ImportDeclaration';
  const members: readonly Node[] = isImport ? braces.specifiers : braces.properties;
  const last = members.at(-1)!;
  const isSplit = doc.text.slice(members[0]!.start!, last.end!).includes('\n') || /^,?\s*\n/.test(doc.text.slice(last.end!));
  const indent = doc.text.slice(lineStart(doc, last.start!), last.start!);
  const gap = isSplit && indent.trim() === '' ? `,\n${indent}` : ', ';
  return { start: last.end!, end: last.end!, text: needs.map((need) => gap + named(need, isImport)).join('') };
}

function named({ imported, name }: { readonly [key: string]: Json }, isImport: boolean): string {
  if (imported === name) return String(name);
  return isImport ? `${String(imported)} as ${String(name)}` : `${String(imported)}: ${String(name)}`;
}

function statementFor(doc: JavaScriptDoc, module: string, needs: readonly Need[]): string {
  const [{ imported, name, esm }] = needs as [Need];
  const end = usesSemicolons(doc) ? ';' : '';
  const from = quote(doc, module);
  const what = imported === 'default' || imported === '*' ? undefined : `{ ${needs.map((need) => named(need, Boolean(esm))).join(', ')} }`;
  if (!esm) return `const ${what ?? String(name)} = require(${from})${end}`;
  return `import ${what ?? (imported === '*' ? `* as ${String(name)}` : String(name))} from ${from}${end}`;
}
