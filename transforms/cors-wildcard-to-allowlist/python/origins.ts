import { importNeed, isDocstring } from '../../../src/languages/python/imports.ts';
import { argumentsOf, indentAt, lastName, lineOf, lineStart, runsIn, statementsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Binding } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { EditsElsewhere, Need } from '../../../src/types.ts';
import { allowedWhenNotSet, allowlist, boundEarly, indentUnit, listWhenNotSet, parseCall, quoted, whenNotSet } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { replace, type Change, type Context, type Kept, type Rewrite } from './context.ts';
import { conditionsOf, developmentGuard, guardText, keptBy, isDevelopmentBranch, type Guard } from './guards.ts';
import { envOf, isEnvRead, valueOf } from './environment.ts';
import { envsOf, mentions, readText, settingText, sourceText, splitOf, splitSource, type Source } from './sources.ts';
import { comparedWithStar, holdsStar, isStar, starCheck } from './wildcard.ts';

const LOCAL_ORIGINS = ['http://localhost:3000', 'http://localhost:5173'];
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
  const { text, ...allowed } = allowlist(context, value);
  return { at: value, ...allowed, edits: [replace(value, splat + text), ...staleComments(context.doc, value)] };
}

/** `["*"] if settings.debug else …`: local front ends are what a wildcard for development is for. */
function forDevelopment(context: Context, value: PyNode, guard: Guard, splat: string): Change | Kept {
  const reason = guardText(guard);
  if (splat || value.parent?.kind !== 'conditional_expression' || value.kind === 'string' || !isDevelopmentBranch(guard.condition, guard.holds)) return keptBy(context.doc, guard, value);
  const { localOrigins: named = [] } = context.project.package;
  const list = `[${(named.length > 0 ? named : LOCAL_ORIGINS).map((origin) => quoted(context.doc, origin)).join(', ')}]`;
  return { at: value, edits: [replace(value, list)], envs: [], calls: [], unsafe: `${reason}; a front end on another local port would be refused` };
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

/** A wildcard that stands in when nothing is set becomes the empty list. */
function emptied({ doc, project }: Context, star: PyNode): Change | Kept {
  const guard = developmentGuard(star);
  if (guard) return keptBy(doc, guard, star);
  return { at: star, edits: [replace(star, listWhenNotSet(doc, project)), ...staleComments(doc, star)], envs: [], calls: [], followUp: `Where no origins are configured, ${allowedWhenNotSet(project)} can call the API from a browser now: see that production sets them.` };
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
  if (left.kind === 'call' && isEnvRead(context.doc, left)) return wrapped(context, operation, { text: `${left.text} or ${whenNotSet(context.doc, context.project)}`, at: right, envs: envOf(left) });
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

/** A name bound once in this file leads to its value; `inside` is an expression whose uses of it go anyway. */
function rewriteName(context: Context, name: PyNode): Rewrite {
  const { doc } = context;
  const bindings = doc.scopes.lookup(name.text, name);
  const [binding] = bindings;
  if (!binding) return undefined;
  if (binding.origin !== undefined) return wrapped(context, name, settingText(context, name));
  if (binding.kind === 'parameter') return rewriteParameter(context, binding);
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

function whenText(node: PyNode): string {
  const [first] = conditionsOf(node);
  return first ? `where \`${first.condition.text}\` is ${first.holds ? 'true' : 'false'}` : 'first';
}

/** `def set_up(app, origins=["*"])`: without origins, those of the environment, read when it is called. */
function rewriteParameter(context: Context, binding: Binding): Rewrite {
  const { doc } = context;
  const parameter = binding.node.parent!;
  const fallback = parameter.field('value');
  if (!fallback || !holdsStar(fallback)) return undefined;
  const fn = parameter.parent?.parent;
  const body = fn?.kind === 'function_definition' ? fn.field('body') : undefined;
  const first = statementsOf(body).find((statement) => !isDocstring(statement));
  if (fallback.kind === 'string' || !first || !isAlone(doc, first)) return { at: fallback, reason: `it is the default of the parameter \`${binding.name}\`; the callers decide` };
  const type = parameter.field('type');
  const isNew = type && !/\bNone\b|\bOptional\b/.test(type.text);
  const union = isNew && /\| None\b|^from __future__ import annotations/m.test(doc.text);
  const optional = boundEarly(doc, 'Optional') ?? 'Optional';
  const { text, needs, ...allowed } = allowlist(context, first);
  const indent = indentAt(doc, first.start);
  const guard = `if ${binding.name} is None:\n${indent}${indentUnit(doc)}${binding.name} = ${text}\n${indent}`;
  return {
    at: fallback, ...allowed, needs: [...needs, ...(isNew && !union && !boundEarly(doc, 'Optional') ? [importNeed('typing', 'Optional')] : [])],
    edits: [
      replace(fallback, 'None'), { start: first.start, end: first.start, text: guard }, ...staleComments(doc, fallback),
      ...(isNew ? [replace(type, union ? `${type.text} | None` : `${optional}[${type.text}]`)] : []),
    ],
  };
}

function isAlone(doc: PythonDoc, statement: PyNode): boolean {
  return doc.text.slice(lineStart(doc, statement.start), statement.start).trim() === '';
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

/** The value becomes a call of the inserted function on a comma-separated source. */
function wrapped({ doc }: Context, value: PyNode, source: Source | Kept | undefined, splat = ''): Rewrite {
  if (!source || 'reason' in source) return source;
  const guard = developmentGuard(value);
  if (guard) return keptBy(doc, guard, source.at);
  const { needs, elsewhere } = source as { needs?: readonly Need[]; elsewhere?: readonly EditsElsewhere[] };
  return {
    at: source.at, envs: source.envs, calls: [value], orphans: source.orphans ?? [],
    ...(needs && { needs }), ...(elsewhere && { elsewhere }), ...(source.group !== undefined && { group: source.group }),
    edits: [replace(value, splat + parseCall(doc, source.text)), ...(source.edits ?? []), ...staleComments(doc, value)],
  };
}
