import { isCall, lastName, propertyName, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import { isWrite, type Binding } from '../../../src/languages/javascript/scopes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { environmentName } from './allowlist.ts';
import type { Context, Setting } from './context.ts';
import { settingOf } from './settings.ts';

/** A text with the origins: an expression without its default, and whether that default is `*`. */
export interface Source {
  readonly text: string;
  readonly star: boolean;
  /** The environment variable it is. */
  readonly env?: string;
  readonly setting?: Setting;
}

/** What a name is bound to for good. */
export function valueOf({ doc }: Context, binding: Binding): Node | undefined {
  if (binding.by.type !== 'VariableDeclarator' || binding.by.id !== binding.node || binding.uses.some((use) => isWrite(doc.tree, use))) return undefined;
  return binding.by.init ?? undefined;
}

/** What a parameter or a destructured name is when nobody gives it: `'*'` of `{ origin = '*' }`. */
export function defaultOf(doc: Context['doc'], { node }: Binding): Node | undefined {
  const pattern = doc.tree.parent(node);
  return pattern?.type === 'AssignmentPattern' && pattern.left === node ? pattern.right : undefined;
}

/** The text that is split at commas: `value` of `value.split(',').map(…).filter(Boolean)`. */
export function listSource(context: Context, node: Node): Source | undefined {
  const value = unwrapped(node);
  if (!isCall(value) || (value.callee.type !== 'MemberExpression' && value.callee.type !== 'OptionalMemberExpression')) return undefined;
  const object = value.callee.object;
  switch (propertyName(value.callee)) {
    case 'split': return stringValue(value.arguments[0])?.trim() === ',' ? sourceOf(context, object) : undefined;
    case 'map': return /^\(?\w+\)?\s*=>\s*\w+\.trim\(\)$/.test(textOf(context.doc, value.arguments[0] ?? value)) ? listSource(context, object) : undefined;
    case 'filter': return /^(Boolean|\(?\w+\)?\s*=>\s*(!!)?\w+(\.length( > 0)?)?|\(?\w+\)?\s*=>\s*\w+ !==? ['"]['"])$/.test(textOf(context.doc, value.arguments[0] ?? value)) ? listSource(context, object) : undefined;
    default: return undefined;
  }
}

/** The text an expression gives, when it is known to be one: a variable of the environment, a setting, a name for them. */
export function sourceOf(context: Context, node: Node): Source | undefined {
  const { doc } = context;
  const value = unwrapped(node);
  const env = environmentName(doc, value);
  if (env !== undefined) return { text: textOf(doc, value), star: false, env };
  switch (value.type) {
    case 'LogicalExpression': {
      const source = value.operator === '&&' ? undefined : sourceOf(context, value.left);
      const fallback = stringValue(value.right)?.trim();
      return source && (fallback === '*' || fallback === '') ? { ...source, star: source.star || fallback === '*' } : undefined;
    }
    case 'CallExpression': case 'OptionalCallExpression': return sourceOfCall(context, value);
    case 'Identifier': {
      const binding = doc.scopes.bindingOf(value);
      const init = binding && valueOf(context, binding);
      const source = init ? sourceOf(context, init) : undefined;
      if (source) return { ...source, text: value.name };
      return fromSetting(context, value);
    }
    default: return fromSetting(context, value);
  }
}

function fromSetting(context: Context, value: Node): Source | undefined {
  const setting = settingOf(context, value);
  return setting?.holds === 'text' ? { text: textOf(context.doc, value), star: true, env: setting.env ?? setting.name, setting } : undefined;
}

/** `String(x)`, `x.trim()`, `configService.get('CORS_ORIGINS', '*')`. */
function sourceOfCall(context: Context, call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): Source | undefined {
  const { doc } = context;
  const name = lastName(call.callee);
  const [first, second] = call.arguments;
  if (name === 'trim' && call.callee.type !== 'Identifier' && 'object' in call.callee) return sourceOf(context, call.callee.object);
  if (name === 'String' && first) return sourceOf(context, first);
  const isConfig = name === 'get' && 'object' in call.callee && /config(Service)?$/i.test(lastName(call.callee.object) ?? '');
  const key = stringValue(first);
  if (!isConfig || key === undefined || !/^[A-Z][A-Z0-9_]+$/.test(key)) return undefined;
  const fallback = second && stringValue(second)?.trim();
  if (second && fallback !== '*' && fallback !== '') return undefined;
  const text = second ? textOf(doc, call).slice(0, first!.end! - call.start!) + ')' : textOf(doc, call);
  return { text, star: fallback === '*', env: key };
}
