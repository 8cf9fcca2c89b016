import { dottedText, enclosingFunction, isCall, isFunction, keyName, lastName, stringValue, textOf, unwrapped, type AnyCall } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { conditionsOf } from './conditions.ts';
import { valueOf } from './queries.ts';
import { boundIn } from './scopes.ts';
import type { Node, NodeOf, Tree } from './tree.ts';

/** What code calls the settings it reads from the environment: `env.JWT_SECRET`, `config.jwtSecret`, `c.env.TOKEN`. */
const SETTINGS = /^(env|environment|config|cfg|settings|secrets|(app|server|base|my|auth|jwt|db|database)_?(config|env|settings))$/i;
/** Functions that read a variable by its name. */
const READERS = /^(get|require|read|must|load|fetch)?_?(required|optional|mandatory)?_?env(ironment)?_?(var|variable|value|string|or_?throw|or_?fail|required)?$|^(required|optional|mustGetEnv|getOrThrow|needEnv)$/i;
/** Methods of a service of settings that read one by its name: `configService.get('JWT_SECRET')`. */
const CONFIG_OBJECT = /(config|env|settings)(_?service)?$/i;
const ENVIRONMENT_OBJECT = /^(process|import\.meta|Bun)\.env$/;

/** The environment variable an expression reads, as far as the code names it; `''` for one whose name is computed. */
export function envName(doc: JavaScriptDoc, node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const value = unwrapped(node);
  if (value.type === 'Identifier') return destructuredEnvName(doc, value);
  if (value.type === 'MemberExpression' || value.type === 'OptionalMemberExpression') {
    if (isEnvironment(doc, value.object)) return lastName(value) ?? '';
    const name = lastName(value);
    return name !== undefined && SETTINGS.test(lastName(value.object) ?? '') ? name : undefined;
  }
  if (isCall(value)) return envNameOfCall(value);
  return undefined;
}

/** Whether an expression is the whole environment. */
export function isEnvironment(doc: JavaScriptDoc, node: Node | null | undefined): boolean {
  if (!node) return false;
  const value = unwrapped(node);
  if (ENVIRONMENT_OBJECT.test(dottedText(value) ?? '')) return true;
  if (value.type === 'MetaProperty') return false;
  if (value.type === 'MemberExpression' && lastName(value) === 'env' && value.object.type === 'MetaProperty') return true;
  if (value.type !== 'Identifier') return doc.scopes.qualifiedName(value) === 'process:env';
  return doc.scopes.qualifiedName(value) === 'process:env' || ENVIRONMENT_OBJECT.test(dottedText(valueOf(doc, value)) ?? '');
}

/** Every place where a variable of the environment itself is read, in source order. */
export function envReads(doc: JavaScriptDoc): { readonly node: Node; readonly name: string }[] {
  return doc.tree.all('MemberExpression', 'OptionalMemberExpression', 'CallExpression', 'ObjectProperty').flatMap((node) => {
    if (node.type === 'ObjectProperty') {
      const pattern = doc.tree.parent(node);
      const declaration = pattern?.type === 'ObjectPattern' ? doc.tree.parent(pattern) : undefined;
      return declaration?.type === 'VariableDeclarator' && isEnvironment(doc, declaration.init) ? [{ node: node as Node, name: keyName(node) ?? '' }] : [];
    }
    if (isCall(node)) {
      const name = envNameOfCall(node);
      return name ? [{ node: node as Node, name }] : [];
    }
    return isEnvironment(doc, node.object) ? [{ node: node as Node, name: lastName(node) ?? '' }] : [];
  });
}

/** Whether any part of an expression comes from the environment: a variable, or a name made from one. */
export function dependsOnEnvironment(doc: JavaScriptDoc, node: Node | null | undefined): boolean {
  if (!node) return false;
  const parts: Node[] = [node, ...doc.tree.inside(node, 'MemberExpression', 'OptionalMemberExpression', 'CallExpression', 'Identifier')];
  return parts.some((part) => envName(doc, part) !== undefined || (part.type === 'Identifier' && isNamedAfterEnvironment(doc, part)));
}

/** `isProduction`, and what was made from the environment in this file. */
function isNamedAfterEnvironment(doc: JavaScriptDoc, name: NodeOf<'Identifier'>): boolean {
  if (/^(is_?(prod|dev|local)\w*|NODE_ENV|nodeEnv|APP_ENV|PRODUCTION)$/i.test(name.name)) return true;
  const value = valueOf(doc, name);
  return !!value && value !== name && !isFunction(value) && /\bprocess\.env\b/.test(textOf(doc, value).slice(0, 500));
}

/** The values an expression may have: both sides of `||` and `??`, both branches of `?:`, and what `await` waits for. */
export function valuesOf(node: Node): Node[] {
  const value = unwrapped(node);
  if (value.type === 'LogicalExpression') return value.operator === '&&' ? valuesOf(value.right) : [...valuesOf(value.left), ...valuesOf(value.right)];
  if (value.type === 'ConditionalExpression') return [...valuesOf(value.consequent), ...valuesOf(value.alternate)];
  if (value.type === 'AwaitExpression') return valuesOf(value.argument);
  return [value];
}

/** What stands in front of `||` or `??` when this node comes behind it; the nearest first. */
export function* insteadOf(doc: JavaScriptDoc, node: Node): Generator<Node> {
  let child: Node = node;
  for (const parent of doc.tree.ancestors(node)) {
    if (parent.type === 'LogicalExpression' && parent.operator !== '&&' && parent.right === child) yield* valuesOf(parent.left).reverse();
    else if (parent.type !== 'LogicalExpression' && unwrapped(parent) === parent && parent.type !== 'ConditionalExpression') return;
    child = parent;
  }
}

/** The setting a literal is the default of: behind `||`, as an argument after the name, in a pattern or in a schema. */
export function defaultedSetting(doc: JavaScriptDoc, node: Node): string | undefined {
  for (const other of insteadOf(doc, node)) {
    const name = envName(doc, other) ?? envNameWithin(doc, other);
    if (name !== undefined) return name;
  }
  let top = node;
  for (let up = doc.tree.parent(top); up && (up.type === 'LogicalExpression' || unwrapped(up) !== up || up.type === 'ConditionalExpression'); up = doc.tree.parent(top)) top = up;
  const parent = doc.tree.parent(top);
  if (parent?.type === 'AssignmentPattern' && parent.right === top) {
    const property = doc.tree.parent(parent);
    const pattern = property && doc.tree.parent(property);
    const declaration = pattern && doc.tree.parent(pattern);
    if (property?.type === 'ObjectProperty' && declaration?.type === 'VariableDeclarator' && isEnvironment(doc, declaration.init)) return keyName(property);
  }
  if (isCall(parent) && parent.arguments[0] !== top && parent.arguments.includes(top as never)) {
    const name = envNameOfCall(parent);
    if (name) return name;
  }
  return schemaField(doc.tree, top);
}

/** `JWT_SECRET` of `JWT_SECRET: z.string().default('…')` and `JWT_SECRET: str({ default: '…' })`. */
function schemaField(tree: Tree, node: Node): string | undefined {
  const parent = tree.parent(node);
  const call = isCall(parent) && parent.arguments[0] === node && /^(default|catch|optional|prefault|withDefault)$/.test(lastName(parent.callee) ?? '') ? parent
    : parent?.type === 'ObjectProperty' && parent.value === node && /^default$/.test(keyName(parent) ?? '') ? tree.parent(parent) : undefined;
  if (!call) return undefined;
  for (const ancestor of tree.ancestors(call)) {
    if (ancestor.type === 'ObjectProperty') return keyName(ancestor);
    if (isFunction(ancestor) || ancestor.type === 'VariableDeclarator' || ancestor.type === 'ObjectExpression' && ancestor !== call && tree.parent(ancestor)?.type !== 'CallExpression') return undefined;
  }
  return undefined;
}

/** The variable a call reads: `requireEnv('X')`, `config.get<string>('X')`, `Deno.env.get('X')`, `env.get('X').required()`. */
function envNameOfCall(call: AnyCall): string | undefined {
  const method = lastName(call.callee) ?? '';
  const name = stringValue(call.arguments[0]);
  if (name === undefined || !/^[\w.:-]+$/.test(name)) return undefined;
  if (call.callee.type === 'Identifier') return READERS.test(method) ? name : undefined;
  if (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression') return undefined;
  const object = lastName(call.callee.object) ?? '';
  return /^(get|getOrThrow|require|has)$/.test(method) && CONFIG_OBJECT.test(object) || READERS.test(method) && method.length > 3 ? name : undefined;
}

/** The variable that a conversion is made of: `String(process.env.X || '').trim()`, `process.env.X?.split(',')`. */
function envNameWithin(doc: JavaScriptDoc, node: Node): string | undefined {
  for (const part of doc.tree.inside(node, 'MemberExpression', 'OptionalMemberExpression')) {
    if (isEnvironment(doc, part.object)) return lastName(part) ?? '';
  }
  return undefined;
}

/** `JWT_SECRET` where the file has `const { JWT_SECRET } = process.env`, or `const secret = process.env.JWT_SECRET`. */
function destructuredEnvName(doc: JavaScriptDoc, name: NodeOf<'Identifier'>): string | undefined {
  const binding = doc.scopes.bindingOf(name);
  const declaration = binding?.by;
  if (declaration?.type !== 'VariableDeclarator' || !declaration.init) return undefined;
  if (declaration.id === binding!.node) {
    const value = unwrapped(declaration.init);
    return value.type !== 'Identifier' ? envName(doc, value) : undefined;
  }
  if (!isEnvironment(doc, declaration.init) || declaration.id.type !== 'ObjectPattern') return undefined;
  const property = declaration.id.properties.find((each) => each.type === 'ObjectProperty' && boundIn(each.value).some((id) => id === binding!.node));
  return property?.type === 'ObjectProperty' ? keyName(property) : undefined;
}

/** A condition on the environment around a node, whatever it is about. */
export function environmentConditionOf(doc: JavaScriptDoc, node: Node): Node | undefined {
  for (const { test } of conditionsOf(doc, node)) if (dependsOnEnvironment(doc, test)) return test;
  return undefined;
}

/** What a condition says about the kind of environment, or about a part that can be switched on. */
const GATES = /NODE_ENV|APP_ENV|process\.env\.ENV\b|ENVIRONMENT|STAGE\b|prod|develop|is_?dev|is_?local|is_?test|staging|ENABLE|DISABLE|ALLOW|EXPOSE|SHOW|DEBUG|DEV_|_DEV|SWAGGER|DOCS|OPENAPI|MOCK|SEED|DEMO|TEST|FEATURE|PLAYGROUND/i;
const NEGATED = /!==?|!\s*[\w(]/;

/** A condition that keeps a node out of some environments, within its own function; one that lets production in does not count. */
export function environmentGateOf(doc: JavaScriptDoc, node: Node): Node | undefined {
  for (const { test, holds } of conditionsOf(doc, node)) {
    if (!dependsOnEnvironment(doc, test)) continue;
    const text = textOf(doc, test);
    const isForProduction = /production|is_?prod/i.test(text) && holds !== NEGATED.test(text) && !/staging|develop|\|\|/i.test(text);
    if (!isForProduction && GATES.test(resolvedText(doc, test))) return test;
  }
  return undefined;
}

/** The text of a condition with what the names in it stand for. */
function resolvedText(doc: JavaScriptDoc, test: Node): string {
  return [test, ...doc.tree.inside(test, 'Identifier')].map((part) => textOf(doc, valueOf(doc, part) ?? part).slice(0, 300)).join(' ');
}

/** The same, also where the function is called in the file. */
export function environmentGate(doc: JavaScriptDoc, node: Node, depth = 2): Node | undefined {
  const own = environmentGateOf(doc, node);
  if (own) return own;
  const fn = enclosingFunction(doc.tree, node);
  if (!fn || depth === 0) return undefined;
  const parent = doc.tree.parent(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : undefined;
  const calls = (doc.scopes.bindingOf(id)?.uses ?? []).filter((use) => isCall(doc.tree.parent(use)));
  const isPassed = !id && isCall(parent);
  if (isPassed) return environmentGate(doc, parent, depth - 1);
  const gates = calls.map((use) => environmentGate(doc, use as Node, depth - 1));
  return gates.length > 0 && gates.every(Boolean) ? gates[0] : undefined;
}
