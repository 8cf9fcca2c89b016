import { importNeed } from '../../../src/languages/python/imports.ts';
import { argumentsOf, runsAtImport, statementsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Binding } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Need } from '../../../src/types.ts';
import type { Context, CorsFacts } from './context.ts';
import { envOf, isEnvRead, valueOf } from './environment.ts';
import { holdsStar, isStar } from './wildcard.ts';

/** Names of lists of origins: `origins`, `ALLOWED_ORIGINS`, `cors_origins`, `_cors_origin_list`, `cors_whitelist`. */
export const LIST_NAME = /^_?(?:(?:backend|app|api|env|default|get)_)?(?:cors_)?(?:(?:allow|allowed|permitted|trusted)_)?(?:cors_)?(?:origins?|origins?_list|white_?list|allow_?list)$/i;
const NOT_ONE = /^_?(?:origin|white_?list|allow_?list|get_\w+)$/i;
const LISTS = ['list', 'tuple', 'set', 'list_comprehension', 'set_comprehension', 'binary_operator'];
const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)\b/;
const IS_SITE = /https?:\/\/|\blocalhost\b/;

/** A list of origins that the project has, as an expression of a file. */
export interface OwnList {
  readonly text: string;
  readonly needs: readonly Need[];
  /** Where the list is made, when that is in this file. */
  readonly list?: PyNode;
}

/** Constants of a file that list origins and hold no `*`, for others to import. */
export function ownConstants(doc: PythonDoc): string[] {
  return [...doc.scopes.moduleNames].flatMap(([name, bindings]) => (isListName(name) && bindings.every((binding) => isClosedList(doc, binding)) ? [name] : []));
}

function isListName(name: string): boolean {
  return LIST_NAME.test(name) && !NOT_ONE.test(name);
}

/** The list that a file has or imports, bound where a node runs, or a constant of another file that it can import. */
export function ownList(context: Context, at: PyNode): OwnList | undefined {
  return bound(context, at) ?? imported(context, at);
}

function bound({ doc, facts }: Context, at: PyNode): OwnList | undefined {
  for (const name of namesAround(doc, at)) {
    const bindings = doc.scopes.lookup(name, at);
    if (bindings.length === 0 || bindings.some(({ node }) => node.start > at.start || at.isWithin(node.parent!))) continue;
    // Bound in one branch only, it may not be there.
    if (!bindings.some(({ node }) => isBoundFor(node, at))) continue;
    const [only] = bindings;
    if (only!.origin !== undefined) {
      if (facts.some(({ constants, path }) => constants.includes(only!.origin!.split('.').at(-1)!) && endsIn(path, only!.origin!))) return { text: name, needs: [] };
    } else if (bindings.every((binding) => isClosedList(doc, binding))) {
      const list = bindings.length === 1 ? valueOf(only!) : undefined;
      return { text: name, needs: [], ...(list && { list }) };
    }
  }
  return undefined;
}

/** Whether what runs a place has run a binding before. */
function isBoundFor(binding: PyNode, at: PyNode): boolean {
  const block = binding.closest('block');
  return block === undefined || at.isWithin(block);
}

/** Names of lists of origins that are bound in the file. */
function namesAround(doc: PythonDoc, at: PyNode): string[] {
  const fn = at.closest('function_definition');
  const local = fn ? [...fn.descendants('assignment')].flatMap((each) => (each.field('left')?.kind === 'identifier' ? [each.field('left')!.text] : [])) : [];
  return [...new Set([...local, ...doc.scopes.moduleNames.keys()])].filter(isListName);
}

function endsIn(path: string, origin: string): boolean {
  const module = origin.split('.').slice(0, -1).filter((part) => part !== '').join('/');
  return new RegExp(`(?:^|/)${module}(?:/__init__)?\\.py$`).test(path);
}

/** `origins = ["https://app.example.com"]`, and lists put together of such. */
function isClosedList(doc: PythonDoc, binding: Binding): boolean {
  const value = valueOf(binding);
  if (!value || [value, ...value.descendants('string')].some(isStar) || holdsStar(value)) return false;
  const isMade = LISTS.includes(value.kind) || (value.kind === 'call' && /\.split\(|^(?:list|sorted|set)\(/.test(value.text));
  return isMade && (IS_SITE.test(value.text) || [...value.descendants('call')].some((call) => isEnvRead(doc, call) && /ORIGIN|CORS|FRONT|URL/.test(envOf(call)[0]?.name ?? '')));
}

/** A list of nothing but front ends on a developer's machine, written out. */
export function isLocalLiteral(list: PyNode | undefined): boolean {
  const texts = list?.kind === 'list' || list?.kind === 'tuple' ? list.named.filter(({ kind }) => kind !== 'comment') : [];
  return texts.length > 0 && texts.every((each) => LOCAL.test(stringValue(each) ?? ''));
}

/** A constant of a module beside those that the file imports already. */
function imported({ doc, facts }: Context, at: PyNode): OwnList | undefined {
  const [file, ...more] = facts.filter(({ constants, path, buildsApp }) => constants.length > 0 && path !== doc.path && !buildsApp);
  const module = file && more.length === 0 ? moduleFrom(doc, file.path) : undefined;
  const name = file?.constants[0];
  if (module === undefined || name === undefined || file!.constants.length > 1 || doc.scopes.mentions(name) || !isLate(doc, at)) return undefined;
  return { text: name, needs: [importNeed(module, name)] };
}

/** Whether imports at the top have run where a node does. */
function isLate(doc: PythonDoc, at: PyNode): boolean {
  return !runsAtImport(at) || !statementsOf(doc.root).some((each) => /^import_/.test(each.kind) && each.start > at.start);
}

/** How a file names the module of another, going by its own imports of the package they share; undefined where that does not show. */
export function moduleFrom(doc: PythonDoc, path: string): string | undefined {
  const target = path.replace(/(?:\/__init__)?\.py$/, '').split('/');
  const folder = doc.path.split('/').slice(0, -1);
  for (const statement of doc.root.descendants('import_from_statement', 'import_statement')) {
    const [, module] = /^(?:from|import)\s+([\w.]+)/.exec(statement.text) ?? [];
    if (module === undefined) continue;
    const dots = /^\.*/.exec(module)![0].length;
    if (dots > 0) {
      const base = folder.slice(0, folder.length - dots + 1);
      if (statement.text.startsWith('from') && isPrefix(base, target)) return '.'.repeat(dots) + target.slice(base.length).join('.');
      continue;
    }
    const [top] = module.split('.');
    for (let depth = folder.length; depth >= 0; depth -= 1) {
      const base = folder.slice(0, depth);
      // The package is beside the file or around it, and the other module is in it.
      if (isPrefix([...base, top!], target) && target.length > base.length + 1) return target.slice(depth).join('.');
    }
  }
  return undefined;
}

function isPrefix(base: readonly string[], path: readonly string[]): boolean {
  return base.length < path.length && base.every((part, i) => part === path[i]);
}

/** Settings of plain classes: `Config.CORS_ORIGINS`, where the class is at hand. */
export function classAttribute({ doc, facts }: Context, at: PyNode): string | undefined {
  for (const { owner, name } of facts.flatMap((file: CorsFacts) => file.attributes)) {
    const [binding] = doc.scopes.lookup(owner, at);
    if (binding && binding.node.start < at.start && (binding.origin === undefined ? binding.node.parent?.kind === 'class_definition' : binding.origin.endsWith(owner))) return `${owner}.${name}`;
  }
  return undefined;
}

/** The plain classes of a file with a list of origins among their attributes. */
export function listAttributes(doc: PythonDoc): { readonly owner: string; readonly name: string }[] {
  return statementsOf(doc.root).flatMap((statement) => {
    if (statement.kind !== 'class_definition' || /Settings|Model|TypedDict|Enum/.test(statement.field('superclasses')?.text ?? '')) return [];
    const owner = statement.field('name')!.text;
    return statementsOf(statement.field('body')).flatMap((each) => {
      const assignment = each.kind === 'expression_statement' && each.named[0]?.kind === 'assignment' ? each.named[0] : undefined;
      const target = assignment?.field('left');
      const value = assignment?.field('right');
      const isList = target?.kind === 'identifier' && isListName(target.text) && value && isClosedValue(value);
      return isList ? [{ owner, name: target.text }] : [];
    });
  });
}

function isClosedValue(value: PyNode): boolean {
  const isSplit = value.kind === 'call' && /\.split\(/.test(value.text) && argumentsOf(value).positional.length > 0;
  return (LISTS.includes(value.kind) || isSplit) && ![value, ...value.descendants('string')].some(isStar) && (IS_SITE.test(value.text) || /environ|getenv/.test(value.text));
}
