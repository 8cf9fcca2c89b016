import { argumentsOf, lastName, lineOf, runsIn, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Binding } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Need, Span } from '../../../src/types.ts';
import { allowlistEnv, environmentRead, parseCall, quoted, type Context, type EnvVariable } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { conditionsOf, developmentGuard, guardText, keptBy, isDevelopmentBranch, type Guard } from './guards.ts';
import { settingOf, settingStar } from './settings.ts';
import { isStar } from './wildcard.ts';

/** How a wildcard goes, as edits of this file. */
export interface Change {
  /** The place that makes it a wildcard. */
  readonly at: PyNode;
  readonly edits: readonly Edit[];
  readonly envs: readonly EnvVariable[];
  /** Nodes from which the inserted function is called. */
  readonly calls: readonly PyNode[];
  readonly needs?: readonly Need[];
  readonly orphans?: readonly Span[];
  readonly group?: string;
  /** What to look at after the change. */
  readonly followUp?: string;
  /** Why the change is not safe. */
  readonly unsafe?: string;
}

/** A wildcard that stays, and why. */
export interface Kept {
  readonly at: PyNode;
  readonly reason: string;
  /** Nobody has to look at it. */
  readonly fine?: boolean;
}

export type Rewrite = Change | Kept | undefined;

const LOCAL_ORIGINS = ['http://localhost:3000', 'http://localhost:5173'];
const ENV_READS = new Set(['os.getenv', 'os.environ.get', 'os.environ.setdefault', 'decouple.config']);
const WRAPPERS = new Set(['builtins.list', 'builtins.tuple', 'builtins.set', 'builtins.sorted']);

/** Rewrites an expression that stands for the allowed origins, where it lets in every one; undefined where it does not. */
export function rewriteOrigins(context: Context, value: PyNode): Rewrite {
  switch (value.kind) {
    case 'parenthesized_expression': return rewriteOrigins(context, value.named[0]!);
    case 'list': case 'tuple': case 'set': return rewriteLiteral(context, value);
    case 'string': return isStar(value) ? fromEnvironment(context, value) : undefined;
    case 'call': return rewriteCall(context, value);
    case 'list_comprehension': case 'set_comprehension': case 'generator_expression': return rewriteComprehension(context, value);
    case 'boolean_operator': return rewriteFallback(context, value);
    case 'conditional_expression': return rewriteChoice(context, value);
    case 'identifier': return rewriteName(context, value);
    case 'attribute': case 'subscript': return wrapped(context, value, settingText(context, value));
    default: return undefined;
  }
}

/** The whole expression becomes the list read from the environment. */
function fromEnvironment(context: Context, value: PyNode, splat = ''): Change | Kept {
  const guard = developmentGuard(value);
  if (guard) return forDevelopment(context, value, guard, splat);
  const name = allowlistEnv(context);
  const read = environmentRead(context.doc, name);
  return {
    at: value, needs: read.needs, envs: [{ name }], calls: [value],
    edits: [replace(value, splat + parseCall(context.doc, read.text)), ...staleComments(context.doc, value)],
  };
}

/** `["*"] if settings.debug else …`: local front ends are what a wildcard for development is for. */
function forDevelopment(context: Context, value: PyNode, guard: Guard, splat: string): Change | Kept {
  const reason = guardText(guard);
  if (splat || value.parent?.kind !== 'conditional_expression' || value.kind === 'string' || !isDevelopmentBranch(guard.condition, guard.holds)) return keptBy(context.doc, guard, value);
  const list = LOCAL_ORIGINS.map((origin) => quoted(context.doc, origin)).join(', ');
  return { at: value, edits: [replace(value, `[${list}]`)], envs: [], calls: [], unsafe: `${reason}; a front end on another local port would be refused` };
}

/** `["*"]`, or a list with `"*"` among other origins, which stay. */
function rewriteLiteral(context: Context, list: PyNode): Rewrite {
  const [only, ...more] = list.named;
  if (!only) return undefined;
  if (more.length === 0 && only.kind !== 'list_splat') {
    if (isStar(only)) return fromEnvironment(context, list);
    return wrapped(context, list, sourceText(context, only));
  }
  for (const element of list.named) {
    if (isStar(element)) return fromEnvironment(context, element, '*');
    const inner = element.kind === 'list_splat' ? rewriteOrigins(context, element.named[0]!) : wrapped(context, element, sourceText(context, element), '*');
    if (inner) return inner;
  }
  return undefined;
}

function rewriteCall(context: Context, call: PyNode): Rewrite {
  const { doc } = context;
  const name = doc.scopes.qualifiedName(call.field('function'));
  const [first] = argumentsOf(call).positional;
  if (name && WRAPPERS.has(name)) return first && rewriteOrigins(context, first);
  const split = splitSource(call);
  if (split) return wrapped(context, call, sourceText(context, split));
  const read = readText(context, call);
  if (read) return wrapped(context, call, read);
  const setting = settingText(context, call);
  if (setting) return wrapped(context, call, setting);
  const fallback = fallbackArgument(doc, call);
  if (fallback && holdsStar(fallback)) return emptied(context, fallback);
  if (name === 'json.loads' && first) return rewriteJson(context, first);
  return rewriteFunction(context, call);
}

/** The expression split at commas: `value` of `value.split(",")`. */
export function splitSource(call: PyNode): PyNode | undefined {
  const callee = call.kind === 'call' ? call.field('function') : undefined;
  if (callee?.kind !== 'attribute' || callee.field('attribute')!.text !== 'split') return undefined;
  return stringValue(argumentsOf(call).positional[0])?.trim() === ',' ? callee.field('object') : undefined;
}

function rewriteJson({ doc }: Context, argument: PyNode): Rewrite {
  const star = [argument, ...argument.descendants('string')].find((node) => /^\s*\[\s*["']\*["']\s*\]\s*$/.test(stringValue(node) ?? ''));
  return star && { at: star, reason: `the variable holds JSON; give ${doc.text.slice(star.start, star.end)} another default` };
}

/** `getattr(settings, "X", ["*"])`, `config.get("X", ["*"])`: the default. */
function fallbackArgument(doc: PythonDoc, call: PyNode): PyNode | undefined {
  const { positional } = argumentsOf(call);
  if (doc.scopes.qualifiedName(call.field('function')) === 'builtins.getattr') return positional[2];
  return lastName(call.field('function')) === 'get' ? positional[1] : undefined;
}

export function holdsStar(node: PyNode): boolean {
  return isStar(node) || (['list', 'tuple', 'set'].includes(node.kind) && node.named.length === 1 && isStar(node.named[0]));
}

/** A wildcard that stands in when nothing is set becomes the empty list. */
function emptied({ doc }: Context, star: PyNode): Change | Kept {
  const guard = developmentGuard(star);
  if (guard) return keptBy(doc, guard, star);
  return { at: star, edits: [replace(star, '[]'), ...staleComments(doc, star)], envs: [], calls: [], followUp: 'Where no origins are configured, no other origin can call the API from a browser now: see that production sets them.' };
}

/** `[origin.strip() for origin in os.getenv("X", "*").split(",")]`; a filter against `*` makes it right already. */
function rewriteComprehension(context: Context, comprehension: PyNode): Rewrite {
  const [body, clause, ...rest] = comprehension.named as [PyNode, PyNode, ...PyNode[]];
  const iterable = clause.field('right')!;
  if (rest.some((condition) => [...condition.descendants('string')].some(isStar))) return undefined;
  const source = splitSource(iterable);
  const isPlain = /^(\w+|\w+\.strip\(\)|str\(\w+\)|str\(\w+\)\.strip\(\))$/.test(body.text);
  const filtersOnlyEmpty = rest.every((condition) => condition.kind === 'if_clause' && /^if \w+(\.strip\(\))?$/.test(condition.text));
  if (!source || !isPlain || !filtersOnlyEmpty || comprehension.kind !== 'list_comprehension') return rewriteOrigins(context, iterable);
  return wrapped(context, comprehension, sourceText(context, source));
}

/** `read or ["*"]`. */
function rewriteFallback(context: Context, operation: PyNode): Rewrite {
  const left = operation.field('left')!;
  const right = operation.field('right')!;
  if (operation.field('operator')?.text !== 'or' || !holdsStar(right)) return rewriteOrigins(context, left) ?? rewriteOrigins(context, right);
  const check = left.kind === 'identifier' ? starCheck(context.doc, left.text, left) : undefined;
  if (check) return { at: right, reason: `\`${left.text}\` is checked for \`*\` on line ${lineOf(context.doc, check.start)}, before it is used` };
  const source = splitOf(left);
  if (source) return wrapped(context, operation, { text: source.text, at: right, envs: envsOf(context, source) });
  if (left.kind === 'call' && isEnvRead(context.doc, left)) return wrapped(context, operation, { text: `${left.text} or ${quoted(context.doc, '')}`, at: right, envs: envOf(left) });
  return emptied(context, right);
}

/** `["*"] if value == "*" else value.split(",")`, `value.split(",") if value else ["*"]`, `["*"] if debug else [...]`. */
function rewriteChoice(context: Context, choice: PyNode): Rewrite {
  const [then, condition, otherwise] = choice.named as [PyNode, PyNode, PyNode];
  const compared = comparedWithStar(condition);
  const [star, list] = condition.children.some(({ kind }) => kind === '!=') ? [otherwise, then] : [then, otherwise];
  const split = splitOf(list);
  if (compared && split && compared.text === split.text && holdsStar(star)) {
    return wrapped(context, choice, sourceText(context, split, choice) ?? { text: split.text, at: star, envs: envsOf(context, split) });
  }
  for (const [branch, holds] of [[then, true], [otherwise, false]] as const) {
    if (!holdsStar(branch)) continue;
    if (isDevelopmentBranch(condition, holds)) return forDevelopment(context, branch, { condition, holds }, '');
    const other = branch === then ? otherwise : then;
    return condition.kind === 'identifier' || condition.kind === 'attribute' || condition.kind === 'not_operator' || other.text.includes(condition.text)
      ? emptiedBeside(context, branch, other)
      : { at: branch, reason: `only where \`${condition.text}\`` };
  }
  return rewriteOrigins(context, then) ?? rewriteOrigins(context, otherwise);
}

/** `value.split(",") if value else ["*"]`: the list beside the wildcard is parsed like any other. */
function emptiedBeside(context: Context, star: PyNode, list: PyNode): Change | Kept {
  const change = emptied(context, star);
  const source = splitOf(list);
  if (!source || !('edits' in change)) return change;
  const { followUp: _, ...rest } = change;
  return { ...rest, edits: [...change.edits, replace(list, parseCall(context.doc, source.text))], calls: [list], envs: envsOf(context, source) };
}

/** The text that an expression splits at commas, also one that strips the parts. */
function splitOf(node: PyNode): PyNode | undefined {
  return node.kind === 'list_comprehension' ? splitSource(node.named[1]!.field('right')!) : splitSource(node);
}

/** The variable that a text is read from, here or where its name is bound. */
function envsOf({ doc }: Context, source: PyNode): readonly EnvVariable[] {
  const [binding, ...more] = source.kind === 'identifier' ? doc.scopes.lookup(source.text, source) : [];
  const value = binding && more.length === 0 ? valueOf(binding) : source;
  const read = value && [value, ...value.descendants('call')].find((node) => node.kind === 'call' && isEnvRead(doc, node));
  return read ? envOf(read) : [];
}

export function comparedWithStar(condition: PyNode): PyNode | undefined {
  if (condition.kind !== 'comparison_operator' || !condition.children.some(({ kind }) => kind === '==' || kind === '!=')) return undefined;
  const [left, right] = condition.named as [PyNode, PyNode];
  return isStar(right) ? left : isStar(left) ? right : undefined;
}

/** A name bound once in this file leads to its value; `inside` is an expression whose uses of it go anyway. */
function rewriteName(context: Context, name: PyNode): Rewrite {
  const { doc } = context;
  const bindings = doc.scopes.lookup(name.text, name);
  const [binding] = bindings;
  if (!binding) return undefined;
  if (binding.origin !== undefined) return wrapped(context, name, settingText(context, name));
  if (binding.kind === 'parameter') return rewriteParameter(binding);
  if (context.followed?.includes(binding.node)) return undefined;
  const within = { ...context, followed: [...context.followed ?? [], binding.node] };
  // `x = [part.strip() for part in x]` works on what an earlier line has bound.
  const own = bindings.filter((each) => !mentions(valueOf(each), name.text));
  const rewrites = own.flatMap((each) => (valueOf(each) ? [rewriteOrigins(within, valueOf(each)!)] : []));
  const found = rewrites.find((each) => each !== undefined);
  if (!found) return undefined;
  const check = starCheck(doc, name.text, name);
  if (check) return { at: found.at, reason: `\`${name.text}\` is checked for \`*\` on line ${lineOf(doc, check.start)}, before it is used` };
  if (own.length > 1) return { at: found.at, reason: `\`${name.text}\` is set in ${own.length} places; this one holds ${whenText(found.at)}` };
  return found;
}

function mentions(value: PyNode | undefined, name: string): boolean {
  return !!value && [value, ...value.descendants('identifier')].some((node) => node.kind === 'identifier' && node.text === name);
}

function whenText(node: PyNode): string {
  const [first] = conditionsOf(node);
  return first ? `where \`${first.condition.text}\` is ${first.holds ? 'true' : 'false'}` : 'first';
}

function rewriteParameter(binding: Binding): Rewrite {
  const fallback = binding.node.parent?.field('value');
  return fallback && holdsStar(fallback) ? { at: fallback, reason: `it is the default of the parameter \`${binding.name}\`; the callers decide` } : undefined;
}

export function valueOf(binding: Binding): PyNode | undefined {
  const assignment = binding.node.parent;
  return assignment?.kind === 'assignment' && assignment.field('left') === binding.node ? assignment.field('right') : undefined;
}

/** A comparison of a name with `*`, which says the wildcard may never arrive where it is used. */
function starCheck(doc: PythonDoc, name: string, at: PyNode): PyNode | undefined {
  const scope = doc.scopes.scopeOf(name, at);
  return [...doc.root.descendants('comparison_operator')].find((comparison) => comparison.named.some(isStar) &&
    comparison.named.some((node) => node.text === name && doc.scopes.scopeOf(name, node) === scope));
}

/** A function of this file that builds the list: what it returns. */
function rewriteFunction(context: Context, call: PyNode): Rewrite {
  const callee = call.field('function')!;
  const [binding] = callee.kind === 'identifier' ? context.doc.scopes.lookup(callee.text, callee) : [];
  const fn = binding?.kind === 'definition' ? binding.node.parent : undefined;
  if (fn?.kind !== 'function_definition' || context.followed?.includes(fn)) return undefined;
  return rewriteReturns({ ...context, followed: [...context.followed ?? [], fn] }, fn);
}

/** The first wildcard a function may return; one that stands in for nothing set becomes the empty list. */
export function rewriteReturns(context: Context, fn: PyNode): Rewrite {
  const body = fn.field('body')!;
  const check = [...runsIn(body, 'comparison_operator')].find((comparison) => comparison.named.some(isStar));
  for (const statement of runsIn(body, 'return_statement')) {
    const value = statement.named[0];
    const found = value && (holdsStar(value) ? returnedStar(context, value) : rewriteOrigins(context, value));
    if (!found) continue;
    return check ? { at: found.at, reason: `\`${fn.field('name')!.text}\` checks for \`*\` on line ${lineOf(context.doc, check.start)}` } : found;
  }
  return undefined;
}

function returnedStar(context: Context, value: PyNode): Rewrite {
  const [inner] = conditionsOf(value);
  const guard = developmentGuard(value);
  if (guard) return keptBy(context.doc, guard, value);
  if (!inner) return rewriteOrigins(context, value);
  const isEmptiness = inner.holds ? inner.condition.kind === 'not_operator' : ['identifier', 'attribute', 'call'].includes(inner.condition.kind);
  return isEmptiness ? emptied(context, value) : { at: value, reason: `only where \`${inner.condition.text}\` is ${inner.holds ? 'true' : 'false'}` };
}

/** Text of a comma-separated value without its wildcard default. */
interface Source {
  readonly text: string;
  readonly at: PyNode;
  readonly envs: readonly EnvVariable[];
  readonly edits?: readonly Edit[];
  readonly orphans?: readonly Span[];
  readonly group?: string;
}

/** A comma-separated text that may be `*`: an environment variable with that default, a setting, a name for one of them. */
function sourceText(context: Context, node: PyNode, inside?: PyNode): Source | Kept | undefined {
  if (node.kind === 'parenthesized_expression') return sourceText(context, node.named[0]!, inside);
  if (node.kind === 'identifier') return nameText(context, node, inside);
  if (node.kind === 'attribute' || node.kind === 'subscript') return settingText(context, node);
  return readText(context, node);
}

/** `os.getenv("X", "*")`, `os.getenv("X") or "*"`, also with methods called on it. */
function readText({ doc }: Context, node: PyNode): Source | undefined {
  if (!['call', 'boolean_operator'].includes(node.kind)) return undefined;
  const calls = node.kind === 'call' ? [node, ...node.descendants('call')] : [...node.descendants('call')];
  const reads = calls.filter((call) => isEnvRead(doc, call));
  const [read] = reads;
  if (!read || reads.length > 1) return undefined;
  const { positional, keywords, keywordNodes } = argumentsOf(read);
  const fallback = keywords.get('default') ?? positional[1];
  const star = fallback && holdsStar(fallback) ? fallback : node.kind === 'boolean_operator' && isStar(node.field('right')) ? node.field('right')! : undefined;
  if (!star) return undefined;
  const nothing = quoted(doc, '');
  const cast = keywordNodes.get('cast');
  const edits = [
    { start: star.start, end: star.end, text: stringValue(star) === undefined ? nothing : star.text.replace(/(?<=["'])[^"']*(?=["'])/, '') },
    ...(cast ? [{ start: cast.previous!.start, end: cast.end, text: '' }] : []),
    ...listMethod(read),
  ];
  return { text: applied(node, edits), at: star, envs: envOf(read), orphans: cast ? [...cast.descendants('identifier')] : [] };
}

/** `env.list(...)` gives a list; the text is read with `env.str(...)`. */
function listMethod(read: PyNode): Edit[] {
  const method = read.field('function')!.kind === 'attribute' ? read.field('function')!.field('attribute')! : undefined;
  return method?.text === 'list' ? [{ start: method.start, end: method.end, text: 'str' }] : [];
}

function isEnvRead(doc: PythonDoc, call: PyNode): boolean {
  const callee = call.field('function');
  const name = doc.scopes.qualifiedName(callee);
  if (name && ENV_READS.has(name)) return true;
  return /^(self\.)?_?env(\.(str|list|get|tuple))?$|^config$/.test(callee?.text ?? '') && /^[A-Z][A-Z0-9_]*$/.test(stringValue(argumentsOf(call).positional[0]) ?? '');
}

function envOf(read: PyNode): EnvVariable[] {
  const name = stringValue(argumentsOf(read).positional[0]);
  return name && /^\w+$/.test(name) ? [{ name }] : [];
}

function nameText(context: Context, name: PyNode, inside?: PyNode): Source | Kept | undefined {
  const { doc } = context;
  const bindings = doc.scopes.lookup(name.text, name);
  if (bindings[0]?.origin !== undefined) return settingText(context, name);
  const value = bindings.length === 1 ? valueOf(bindings[0]!) : undefined;
  if (!value || mentions(value, name.text)) return undefined;
  const source: Source | undefined = isStar(value) ? { ...starText(context), at: value } : readText(context, value);
  if (!source) return undefined;
  const check = starCheck(doc, name.text, name);
  if (check && !(inside && check.isWithin(inside))) return { at: source.at, reason: `\`${name.text}\` is compared with \`*\` on line ${lineOf(doc, check.start)}` };
  return { ...source, text: name.text, edits: [replace(value, source.text), ...staleComments(doc, value)] };
}

function starText(context: Context): Pick<Source, 'text' | 'envs'> & { needs: readonly Need[] } {
  const name = allowlistEnv(context);
  const read = environmentRead(context.doc, name);
  return { text: read.text, envs: [{ name }], needs: read.needs };
}

/** A setting whose comma-separated text is `*` by default: its default goes where it is defined, the parsing is here. */
function settingText({ facts, project }: Context, node: PyNode): Source | undefined {
  const name = settingOf(node);
  const setting = name === undefined ? undefined : settingStar(facts, name);
  if (setting?.holds !== 'string') return undefined;
  return { text: node.text, at: node, envs: [], group: settingGroup(project, setting.name) };
}

export function settingGroup(project: ProjectView, name: string): string {
  return `cors ${project.package.dir || '.'} ${name}`;
}

/** The value becomes a call of the inserted function on a comma-separated source. */
function wrapped({ doc }: Context, value: PyNode, source: Source | Kept | undefined, splat = ''): Rewrite {
  if (!source || 'reason' in source) return source;
  const guard = developmentGuard(value);
  if (guard) return keptBy(doc, guard, source.at);
  const { needs } = source as { needs?: readonly Need[] };
  return {
    at: source.at, envs: source.envs, calls: [value], orphans: source.orphans ?? [],
    ...(needs && { needs }), ...(source.group !== undefined && { group: source.group }),
    edits: [replace(value, splat + parseCall(doc, source.text)), ...(source.edits ?? []), ...staleComments(doc, value)],
  };
}

export function replace(node: PyNode, text: string): Edit {
  return { start: node.start, end: node.end, text };
}

function applied(node: PyNode, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start);
  return ordered.reduce((text, edit) => text.slice(0, edit.start - node.start) + edit.text + text.slice(edit.end - node.start), node.text);
}

