import { isCall, keyName, propertyName, propertyOf, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { environmentName } from './allowlist.ts';
import type { Setting } from './context.ts';

/** A setting that is a wildcard unless set, where it is defined. */
export interface Definition extends Omit<Setting, 'path'> {
  /** The key or name that is defined. */
  readonly at: Node;
  readonly value: Node;
  /** The `'*'` that a text gives way to, when nothing is set. */
  readonly star?: Node;
}

/** Calls that say what a text must look like, so that an empty one would not do. */
const RESTRICTED = /\.(url|uri|min|nonempty|regex|pattern|length|enum|valid|startsWith|required)\(/;

/** Keys of objects and exported constants with a `*` for the origins, by name. */
export function definitionsOf(doc: JavaScriptDoc): Definition[] {
  const properties = doc.tree.all('ObjectProperty').flatMap((property) => {
    const name = keyName(property);
    return name !== undefined && name !== 'origin' && /origin|cors|allow_?list|white_?list/i.test(name) ? definition(doc, name, property.key, property.value) : [];
  });
  const constants = doc.tree.all('ExportNamedDeclaration').flatMap(({ declaration }) => (declaration?.type === 'VariableDeclaration' ? declaration.declarations : []))
    .flatMap(({ id, init }) => (id.type === 'Identifier' && init && /origin|cors/i.test(id.name) ? definition(doc, id.name, id, init) : []));
  return [...properties, ...constants];
}

function definition(doc: JavaScriptDoc, name: string, at: Node, node: Node): Definition[] {
  const value = unwrapped(node);
  const schema = schemaDefault(doc, value);
  if (schema) return [{ name, holds: 'text', at, value, star: schema }];
  if (value.type === 'LogicalExpression' && value.operator !== '&&') {
    const env = environmentName(doc, unwrapped(value.left));
    if (env !== undefined && stringValue(value.right)?.trim() === '*') return [{ name, holds: 'text', env, at, value, star: value.right }];
  }
  return isStarList(doc, value) ? [{ name, holds: 'list', at, value }] : [];
}

/** The `'*'` of `z.string().default('*')`, `Joi.string().default('*')`, `str({ default: '*' })`. */
function schemaDefault(doc: JavaScriptDoc, value: Node): Node | undefined {
  if (!isCall(value) || RESTRICTED.test(textOf(doc, value))) return undefined;
  if (value.callee.type === 'MemberExpression' && propertyName(value.callee) === 'default' && /\bstring\(\)/.test(textOf(doc, value.callee))) {
    return stringValue(value.arguments[0]) === '*' ? value.arguments[0] : undefined;
  }
  if (value.callee.type === 'MemberExpression' && /^(optional|nullable|describe|trim)$/.test(propertyName(value.callee) ?? '')) return schemaDefault(doc, value.callee.object);
  const property = value.callee.type === 'Identifier' && value.callee.name === 'str' ? propertyOf(value.arguments[0], 'default') : undefined;
  return property?.type === 'ObjectProperty' && stringValue(property.value) === '*' ? property.value : undefined;
}

/** A list that is made here: `env?.split(',') || '*'`, `env === '*' ? '*' : env.split(',')`, `['*']`. */
function isStarList(doc: JavaScriptDoc, value: Node): boolean {
  const text = textOf(doc, value);
  // Where `*` is what the variable has to say, whoever runs it asks for it.
  if (value.type === 'ConditionalExpression' && /^[\w.]+\s*===?\s*['"]\*['"]$/.test(textOf(doc, value.test))) return false;
  if (value.type === 'LogicalExpression' || value.type === 'ConditionalExpression') return /process\.env/.test(text) && /['"]\*['"]/.test(text) && /\.split\(/.test(text);
  return value.type === 'ArrayExpression' && value.elements.length === 1 && stringValue(value.elements[0]) === '*';
}
