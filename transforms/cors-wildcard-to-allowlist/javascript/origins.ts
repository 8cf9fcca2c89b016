import { isFunction, keyName, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { isTyped, originList, type Use } from './allowlist.ts';
import { rewriteCallback } from './callbacks.ts';
import { staleComments } from './comments.ts';
import { replace, type Change, type Context, type Kept, type Rewrite } from './context.ts';
import { isOnlyAsked } from './echoes.ts';
import { asksForStar, guardAround } from './guards.ts';
import { settingGroup, settingOf } from './settings.ts';
import { defaultOf, listSource, sourceOf, valueOf, type Source } from './sources.ts';
import { isEveryOrigin, patternWithoutAny } from './wildcard.ts';

/** Rewrites an expression that stands for the allowed origins, where it lets in every one; undefined where it does not. */
export function rewriteOrigins(context: Context, node: Node): Rewrite {
  const value = unwrapped(node);
  switch (value.type) {
    case 'StringLiteral': case 'TemplateLiteral': case 'BooleanLiteral': case 'RegExpLiteral':
      return isEveryOrigin(value) ? whole(context, value, originList(context)) : alternation(context, value, (list, rest) => `[...${list}, ${rest}]`) ?? namedHosts(value);
    case 'ArrayExpression': return rewriteArray(context, value);
    case 'LogicalExpression': return rewriteFallback(context, value);
    case 'ConditionalExpression': return rewriteChoice(context, value);
    case 'CallExpression': case 'OptionalCallExpression': case 'MemberExpression': case 'OptionalMemberExpression': return fromSource(context, value);
    case 'Identifier': return rewriteName(context, value);
    default: return isFunction(value) ? rewriteCallback(context, value, (list) => rewriteOrigins(context, list)) : undefined;
  }
}

/** The whole expression becomes the list, unless it is one for development only. */
function whole({ doc }: Context, at: Node, use: Use, group?: string): Change | Kept {
  const guard = guardAround(doc, at);
  if (guard) return { at, ...guard };
  return { at, edits: [replace(at, use.text), ...staleComments(doc, at)], needs: use.needs, envs: use.envs, ...(group !== undefined && { group }) };
}

/** A pattern with an alternative for everything keeps the others, beside the list. */
function alternation(context: Context, value: Node, joined: (list: string, rest: string) => string): Rewrite {
  const rest = value.type === 'RegExpLiteral' ? patternWithoutAny(value) : undefined;
  const list = originList(context);
  return rest === undefined ? undefined : whole(context, value, { ...list, text: joined(list.text, rest) });
}

function namedHosts(value: Node): Kept | undefined {
  if (value.type !== 'RegExpLiteral' || !/(\.[*+]|\[\^|\\w[*+])/.test(value.pattern) || /localhost|127\\?\.0/.test(value.pattern)) return undefined;
  return { at: value, reason: 'the pattern is limited to certain hosts; whether every name under them is yours is for you to say' };
}

/** `['*']`, or a list with `'*'` or a pattern for all among other origins, which stay. */
function rewriteArray(context: Context, array: NodeOf<'ArrayExpression'>): Rewrite {
  const { doc } = context;
  if (isEveryOrigin(array)) return whole(context, array, originList(context));
  for (const element of array.elements) {
    if (!element) continue;
    if (element.type === 'SpreadElement') {
      const inner = rewriteOrigins(context, element.argument);
      if (inner) return inner;
    } else if (isEveryOrigin(element)) {
      const use = originList(context);
      return whole(context, element, { ...use, text: `...${use.text}` });
    } else {
      const source = sourceOf(context, element);
      if (source?.star) return whole(context, element, { ...originList(context, source), text: `...${originList(context, source).text}` }, groupOf(context, source));
      const fewer = alternation(context, unwrapped(element), (list, rest) => `...${list}, ${rest}`);
      if (fewer) return fewer;
      const hosts = namedHosts(unwrapped(element));
      if (hosts && !guardAround(doc, element)) return hosts;
    }
  }
  return undefined;
}

/** `env || '*'`, `env?.split(',') ?? '*'`: the variable, with nothing for a default. */
function rewriteFallback(context: Context, value: NodeOf<'LogicalExpression'>): Rewrite {
  if (value.operator === '&&') return rewriteOrigins(context, value.right);
  const source = isEveryOrigin(value.right) ? listSource(context, value.left) ?? sourceOf(context, value.left) : undefined;
  if (source) return whole(context, value, originList(context, source), groupOf(context, source));
  return rewriteOrigins(context, value.left) ?? rewriteOrigins(context, value.right);
}

/** `env ? env.split(',') : '*'`, `env === '*' ? true : env`, or one branch of any other choice. */
function rewriteChoice(context: Context, value: NodeOf<'ConditionalExpression'>): Rewrite {
  const { doc } = context;
  const star = [value.consequent, value.alternate].find((branch) => isEveryOrigin(branch) || (asksForStar(value.test) && isOpenFunction(context, branch)));
  if (!star) return rewriteOrigins(context, value.consequent) ?? rewriteOrigins(context, value.alternate);
  const other = star === value.consequent ? value.alternate : value.consequent;
  // `list.length ? list : '*'`: an empty list lets in nobody.
  if (star === value.alternate && unwrapped(other).type === 'Identifier' && new RegExp(`^${textOf(doc, other)}\\.length( > 0)?$`).test(textOf(doc, value.test)) && !guardAround(doc, star)) {
    return { at: star, edits: [replace(value, textOf(doc, other)), ...staleComments(doc, value)], needs: [], envs: [] };
  }
  const setting = settingOf(context, unwrapped(other));
  // The list is made, and changed, where the setting is defined.
  if (setting?.holds === 'list') return { at: star, edits: [replace(value, textOf(doc, other))], needs: [], envs: [], group: settingGroup(context.project, setting.name) };
  const source = listSource(context, other) ?? sourceOf(context, other);
  if (asksForStar(value.test) && star === value.consequent && !source?.star) return { at: star, reason: `only where \`${textOf(doc, value.test)}\`: whoever runs it has to ask for every origin` };
  if (source && asksOnlyFor(textOf(doc, value.test), source.text) && !guardAround(doc, star)) return whole(context, value, originList(context, source), groupOf(context, source));
  return whole(context, star, originList(context));
}

/** A function that lets every origin in. */
function isOpenFunction(context: Context, node: Node): boolean {
  const rewrite = isFunction(unwrapped(node)) ? rewriteOrigins(context, node) : undefined;
  return rewrite !== undefined && 'edits' in rewrite;
}

/** Whether a condition is about nothing but one expression: `env`, `!env`, `env === '*'`, `env && env !== '*'`. */
function asksOnlyFor(test: string, source: string): boolean {
  const rest = test.replaceAll(source, '').replace(/\?\.|\.(trim\(\)|length|includes\()|typeof|undefined|null|\bBoolean\b|['"`]\*?['"`]|['"`]string['"`]|[\s()!=&|>0?]/g, '');
  return test.includes(source) && rest === '';
}

/** A call or a property that is the text itself, or splits it. */
function fromSource(context: Context, value: Node): Rewrite {
  const source = listSource(context, value) ?? sourceOf(context, value);
  return source?.star ? whole(context, value, originList(context, source), groupOf(context, source)) : undefined;
}

/** A name bound once: where all it is used for is origins its definition changes, else the text is parsed where it is used. */
function rewriteName(context: Context, name: NodeOf<'Identifier'>): Rewrite {
  const { doc } = context;
  const binding = doc.scopes.bindingOf(name);
  const init = binding && valueOf(context, binding);
  const fallback = binding && defaultOf(doc, binding);
  if (fallback && isEveryOrigin(fallback)) {
    const takesOther = isTyped(doc) && unwrapped(fallback).type !== 'ArrayExpression';
    return takesOther ? { at: fallback, reason: `\`${name.name}\` is no list, so its type would change for the callers: give it another default` } : whole(context, fallback, originList(context));
  }
  if (!binding || !init) return fromSource(context, name);
  const rewrite = rewriteOrigins(context, init);
  if (!rewrite || !('edits' in rewrite)) return rewrite;
  const isOnlyOrigin = (binding.uses.every((use) => isOriginValue(context, use)) || isOnlyAsked(doc, binding.uses)) && !(binding.node.type === 'Identifier' && binding.node.typeAnnotation);
  if (isOnlyOrigin || listSource(context, init) || unwrapped(init).type === 'ArrayExpression' || isFunction(unwrapped(init))) return rewrite;
  const source = sourceOf(context, name);
  if (source?.star) return whole(context, name, originList(context, source));
  if (binding.node.type === 'Identifier' && binding.node.typeAnnotation && binding.uses.every((use) => isOriginValue(context, use))) {
    return { at: rewrite.at, reason: `\`${binding.name}\` is typed for more than a list of origins: change it by hand` };
  }
  const others = binding.uses.filter((use) => !isOriginValue(context, use)).length;
  return { at: rewrite.at, reason: `\`${binding.name}\` is used for more than the origins (${others} more ${others === 1 ? 'place' : 'places'}): change it by hand` };
}

/** Whether a use hands a name to `origin`, as it is or as a list. */
function isOriginValue({ doc }: Context, use: Node): boolean {
  const parent = doc.tree.parent(use);
  return parent?.type === 'ObjectProperty' && parent.value === use && keyName(parent) === 'origin';
}

function groupOf({ project }: Context, { setting }: Source): string | undefined {
  return setting && settingGroup(project, setting.name);
}
