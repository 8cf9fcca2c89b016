import { importNeed, isEsm } from '../../../src/languages/javascript/imports.ts';
import { relativeSpecifier } from '../../../src/languages/javascript/modules.ts';
import { enclosingFunction, isCall, isFunction, lastName, lineStart, propertyOf, removeStatement, statementOf, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWrite, type Binding } from '../../../src/languages/javascript/scopes.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { Need } from '../../../src/types.ts';
import type { ClosedLayer, Context, ExportedList, OwnList } from './context.ts';
import { rewriteOrigins } from './origins.ts';
import { isEveryOrigin } from './wildcard.ts';

/** `allowedOrigins`, `CORS_ORIGINS`, `corsWhitelist`, `trustedOrigins`, `whitelist`. */
const LIST_NAME = /^_?(?:(?:cors|allow|allowed|permitted|trusted|valid|default|env|front_?end|client)_?)*(?:origins|origins?_?list|white_?list|allow_?list|domains)(?:_?set)?$/i;
const OPTIONS_NAME = /^_?(?:\w+_?)?cors_?(?:options|config|settings)$/i;
const CHECK_NAME = /^(?:is|check)_?(?:(?:cors|allowed|valid|trusted|permitted)_?)+origin$|^is_?origin_?(?:allowed|valid|trusted|permitted)$/i;
const IS_SITE = /https?:\/\/|\blocalhost\b|\benv\b/;
/** What the value of a list may be put together with, so that it can be moved: nothing that is bound between. */
const HARMLESS = /^(?:process|env|Boolean|String|Set|Array|undefined|[A-Z0-9_]+|split|map|filter|trim|replace|concat|toString|length|join|flatMap|startsWith|endsWith)$/;

/** The list that a file has where a node stands, or can import from another file of the package. */
export function ownList(context: Context, at: Node, takes: 'any' | 'list' = 'any'): OwnList | undefined {
  const here = ownHere(context, at).filter(({ kind }) => takes === 'any' || kind !== 'options');
  const lists = here.filter(({ kind }) => kind !== 'options');
  if (lists.length > 0 || here.length > 0) return lists.length === 1 ? lists[0] : lists.length === 0 && here.length === 1 ? here[0] : undefined;
  return importedList(context, takes);
}

function ownHere(context: Context, at: Node): OwnList[] {
  const { doc } = context;
  return doc.tree.all('VariableDeclarator').flatMap((declarator): OwnList[] => {
    const { id, init } = declarator;
    if (id.type !== 'Identifier' || !init || isWithin(at, declarator)) return [];
    const binding = doc.scopes.bindingOf(id);
    const kind = binding && kindOf(context, binding);
    if (!binding || !kind || doc.scopes.lookup(id.name, at) !== binding) return [];
    const needs = reaches(doc, declarator, at) ? [] : movedUp(doc, declarator, at);
    return needs ? [{ text: textFor(kind, id.name), kind, needs, reads: variablesOf(textOf(doc, init)) }] : [];
  });
}

function textFor(kind: OwnList['kind'], name: string): string {
  return kind === 'options' ? `${name}.origin` : kind === 'set' ? `[...${name}]` : name;
}

/** What a constant is that lists origins; undefined where it is none, or lets everybody in. */
function kindOf(context: Context, { name, node, by, uses }: Binding): OwnList['kind'] | undefined {
  const { doc } = context;
  if (by.type !== 'VariableDeclarator' || by.id !== node || !by.init || uses.some((use) => isWrite(doc.tree, use))) return undefined;
  const init = unwrapped(by.init);
  if (OPTIONS_NAME.test(name)) {
    const origin = init.type === 'ObjectExpression' ? propertyOf(init, 'origin') : undefined;
    const value = origin?.type === 'ObjectProperty' ? unwrapped(origin.value) : undefined;
    const isSaid = value !== undefined && (isListMade(doc, value) || isFunction(value) || value.type === 'Identifier');
    return isSaid && rewriteOrigins(context, value) === undefined && closedBy(doc, value) ? 'options' : undefined;
  }
  if (!LIST_NAME.test(name) || holdsStar(doc, init) || !IS_SITE.test(textOf(doc, init))) return undefined;
  if (init.type === 'NewExpression' && init.callee.type === 'Identifier' && init.callee.name === 'Set') return 'set';
  return isListMade(doc, init) ? 'list' : undefined;
}

/** An array, or what makes one of a text. */
function isListMade(doc: JavaScriptDoc, node: Node): boolean {
  const value = unwrapped(node);
  switch (value.type) {
    case 'ArrayExpression': return value.elements.length > 0;
    case 'ConditionalExpression': return isListMade(doc, value.consequent) && isListMade(doc, value.alternate);
    case 'LogicalExpression': return value.operator !== '&&' && isListMade(doc, value.left) && isListMade(doc, value.right);
    case 'CallExpression': case 'OptionalCallExpression': {
      const name = lastName(value.callee);
      if (name === 'split') return true;
      return /^(?:map|filter|concat|flatMap|from)$/.test(name ?? '') && 'object' in value.callee && (name === 'from' || isListMade(doc, value.callee.object as Node));
    }
    default: return false;
  }
}

function holdsStar(doc: JavaScriptDoc, node: Node): boolean {
  return isEveryOrigin(node) || doc.tree.inside(node, 'StringLiteral', 'BooleanLiteral', 'RegExpLiteral').some((each) => each.type !== 'BooleanLiteral' && isEveryOrigin(each)) || stringValue(node) === '*';
}

/** Whether a constant has its value where a node runs. */
function reaches(doc: JavaScriptDoc, declarator: Node, at: Node): boolean {
  return declarator.end! <= at.start! || (enclosingFunction(doc.tree, at) !== undefined && enclosingFunction(doc.tree, at) !== enclosingFunction(doc.tree, declarator));
}

/** A list that stands below the place goes above it, where nothing in it hinders that. */
function movedUp(doc: JavaScriptDoc, declarator: Node, at: Node): readonly Need[] | undefined {
  const statement = statementOf(doc.tree, declarator);
  const target = statementOf(doc.tree, at);
  const isPlain = statement.type === 'VariableDeclaration' && statement.declarations.length === 1 && doc.tree.parent(statement) === doc.tree.parent(target);
  const init = (declarator as { init?: Node }).init!;
  const bound = doc.tree.inside(init, 'Identifier').filter((name) => doc.scopes.bindingOf(name) && !isWithin(doc.scopes.bindingOf(name)!.by, init));
  const isOwnLines = [statement, target].every(({ start }) => doc.text.slice(lineStart(doc, start!), start!).trim() === '');
  if (!isPlain || !isOwnLines || bound.some(({ name, start }) => !HARMLESS.test(name) || doc.scopes.lookup(name, at)!.by.start! > at.start! || start === undefined)) return undefined;
  const start = lineStart(doc, target.start!);
  const removal = removeStatement(doc, statement);
  const text = `${doc.text.slice(lineStart(doc, statement.start!), statement.end!)}\n\n`;
  const key = `cors list ${statement.start}`;
  return [
    { kind: 'binding', key: `${key} above`, start, end: start, text },
    { kind: 'binding', key: `${key} gone`, start: removal.start, end: removal.end, text: removal.text },
  ];
}

/** Lists that this file exports. */
export function exportedLists(context: Context): ExportedList[] {
  const { doc } = context;
  // Who imports a file that starts a server starts it too.
  if (/\.listen\(|NestFactory|\bcreateServer\(|\bserve\(/.test(doc.text)) return [];
  return [...doc.scopes.moduleNames.values()].flatMap((binding) => {
    const kind = kindOf(context, binding);
    const imported = kind && exportedAs(doc, binding);
    return kind && imported !== undefined ? [{ name: binding.name, imported, kind }] : [];
  });
}

function exportedAs(doc: JavaScriptDoc, { name, by, uses }: Binding): string | undefined {
  if (doc.tree.closest(by, 'ExportNamedDeclaration')) return name;
  for (const use of uses) {
    const parent = doc.tree.parent(use);
    if (parent?.type === 'ExportSpecifier') return name;
    if (parent?.type === 'ExportDefaultDeclaration') return 'default';
    if (parent?.type === 'AssignmentExpression' && parent.right === use && /^module\.exports$/.test(textOf(doc, parent.left))) return 'default';
    if (parent?.type === 'AssignmentExpression' && parent.right === use && textOf(doc, parent.left).replace(/^module\./, '') === `exports.${name}`) return name;
    if (parent?.type === 'ObjectProperty') {
      const object = doc.tree.parent(parent);
      const given = object && doc.tree.parent(object);
      if (given?.type === 'AssignmentExpression' && textOf(doc, given.left) === 'module.exports') return name;
    }
  }
  return undefined;
}

function importedList({ doc, facts, project }: Context, takes: 'any' | 'list'): OwnList | undefined {
  const found = facts.filter(({ path }) => path !== doc.path).flatMap(({ lists, path }) => lists.map((list) => ({ ...list, path }))).filter(({ kind }) => takes === 'any' || kind !== 'options');
  const lists = found.filter(({ kind }) => kind !== 'options');
  const all = lists.length > 0 ? lists : found;
  // What the file imports already is the one it means.
  const here = all.filter(({ name, path }) => importsFrom(doc, name, path));
  const [only, ...more] = here.length > 0 ? here.slice(0, 1) : withoutSets(all);
  if (!only || more.length > 0 || /\.[cm]?tsx?$/.test(only.path) !== /\.[cm]?tsx?$/.test(doc.path)) return undefined;
  const known = doc.scopes.moduleNames.get(only.name);
  if (known ? known.kind !== 'import' : new RegExp(`\\b${only.name}\\b`).test(doc.text)) return undefined;
  const needs = known ? [] : [importNeed(relativeSpecifier(doc, only.path, project.package.javascript), only.imported, only.name, isEsm(doc, project))];
  return { text: textFor(only.kind, only.name), kind: only.kind, needs, reads: [] };
}

function importsFrom(doc: JavaScriptDoc, name: string, path: string): boolean {
  const by = doc.scopes.moduleNames.get(name)?.by;
  const source = by?.type.startsWith('Import') ? (doc.tree.parent(by) as { source?: { value: string } } | undefined)?.source?.value : undefined;
  const module = (each: string) => each.split('/').at(-1)!.replace(/\.[cm]?[jt]sx?$/, '');
  return source !== undefined && (module(source) === module(path) || path.replace(/\/index\.[cm]?[jt]sx?$/, '').endsWith(module(source)));
}

/** A set made of a list beside it says the same once more. */
function withoutSets<List extends { readonly kind: OwnList['kind']; readonly name: string; readonly path: string }>(lists: readonly List[]): readonly List[] {
  return lists.filter(({ kind, name, path }) => kind !== 'set' || !lists.some((other) => other.kind === 'list' && other.path === path && name.toLowerCase().startsWith(other.name.toLowerCase())));
}

/** The function that a file imports to ask whether an origin may call: `isAllowedOrigin`. */
export function importedCheck(doc: JavaScriptDoc): string | undefined {
  return [...doc.scopes.moduleNames.values()].find(({ kind, name }) => kind === 'import' && CHECK_NAME.test(name))?.name;
}

/** What is said about origins that are not everybody, through the names it is made of. */
export function closedBy(doc: JavaScriptDoc, origin: Node): Pick<ClosedLayer, 'variables' | 'isVariable'> | undefined {
  const text = [...partsOf(doc, origin, new Set())].map((part) => textOf(doc, part)).join('\n');
  const variables = variablesOf(text);
  const sites = text.match(/https?:\/\/[^'"`\s]+/g) ?? [];
  const isForeign = sites.some((site) => !/^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|192\.168\.)/.test(site));
  const asksElsewhere = /\bconfig\w*\.|\.get\(\s*['"`]/i.test(text.replace(/\.get\(\s*['"`]origin['"`]\s*\)/gi, ''));
  if (variables.length === 0 && !isForeign && !asksElsewhere) return undefined;
  return { variables, isVariable: variables.length === 1 && !isForeign && !asksElsewhere };
}

function variablesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\benv(?:\.|\[['"])([A-Z][A-Z0-9_]*)/g), ([, name]) => name!))].filter((name) => name !== 'NODE_ENV');
}

function* partsOf(doc: JavaScriptDoc, node: Node, seen: Set<Node>): Generator<Node> {
  if (seen.has(node)) return;
  seen.add(node);
  yield node;
  for (const name of [node, ...doc.tree.inside(node, 'Identifier')]) {
    if (name.type !== 'Identifier') continue;
    const by = doc.scopes.bindingOf(name)?.by;
    if (by?.type === 'VariableDeclarator' && by.init && !isWithin(node, by)) yield* partsOf(doc, by.init, seen);
    else if (by?.type === 'FunctionDeclaration' && isFunction(by) && !isCall(by as Node)) yield* partsOf(doc, by, seen);
  }
}
