import { isCall, isFunction, keyName, lastName, propertyOf, stringValue, unwrapped, type AnyCall, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { boundIn, isWrite } from './scopes.ts';
import { isWithin, type Node, type NodeOf } from './tree.ts';

/** A call or a `new`. */
export type Made = AnyCall | NodeOf<'NewExpression'>;

/** An answer that is the same whoever asks: found once for each file. */
export function oncePerFile<T>(find: (doc: JavaScriptDoc) => T): (doc: JavaScriptDoc) => T {
  const known = new WeakMap<JavaScriptDoc, T>();
  return (doc) => {
    if (!known.has(doc)) known.set(doc, find(doc));
    return known.get(doc)!;
  };
}

/** The package of a qualified name: `helmet` of `helmet:default`. */
export function packageOf(name: string | undefined): string | undefined {
  const colon = name?.indexOf(':') ?? -1;
  return colon > 0 ? name!.slice(0, colon) : undefined;
}

/** Calls and `new` of what the packages export, wherever it was imported; `exported` narrows the names. */
export function* madeFrom(doc: JavaScriptDoc, packages: RegExp, exported?: RegExp): Generator<Made> {
  for (const made of doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression')) {
    const name = doc.scopes.qualifiedName(made.callee);
    const from = packageOf(name);
    if (from !== undefined && packages.test(from) && (exported?.test(name!.slice(from.length + 1)) ?? true)) yield made;
  }
}

/** Where a package is named as a value, such as the plugin in `app.register(require('@fastify/helmet'), { … })`. */
export function isFrom(doc: JavaScriptDoc, node: Node | null | undefined, packages: RegExp): boolean {
  if (!node) return false;
  const value = unwrapped(node);
  if (value.type === 'ImportExpression') return packages.test(stringValue(value.source) ?? '');
  if (isCall(value) && value.callee.type === 'Import') return packages.test(stringValue(value.arguments[0]) ?? '');
  return packages.test(packageOf(doc.scopes.qualifiedName(value)) ?? '');
}

/** What a name stands for where the file itself says: the initial value of a `const`, or the function it names. */
export function valueOf(doc: JavaScriptDoc, node: Node | null | undefined): Node | undefined {
  if (!node) return undefined;
  const value = unwrapped(node);
  if (value.type !== 'Identifier') return value;
  const binding = doc.scopes.bindingOf(value);
  if (binding?.by.type === 'FunctionDeclaration' && binding.kind === 'function') return binding.by;
  const isKnown = binding?.by.type === 'VariableDeclarator' && binding.by.id === binding.node && binding.by.init && !binding.uses.some((use) => isWrite(doc.tree, use));
  return isKnown ? unwrapped((binding.by as NodeOf<'VariableDeclarator'>).init!) : value;
}

/** The value of a name that is set once. */
export function constantValue(doc: JavaScriptDoc, node: Node): Node | undefined {
  const binding = node.type === 'Identifier' ? doc.scopes.bindingOf(node) : undefined;
  if (binding?.by.type !== 'VariableDeclarator' || binding.by.id !== binding.node || isWithin(node, binding.by)) return undefined;
  return binding.uses.some((use) => isWrite(doc.tree, use)) ? undefined : binding.by.init ?? undefined;
}

/** The options of a call: its first object literal, also behind a name. */
export function optionsOf(doc: JavaScriptDoc, call: Made): NodeOf<'ObjectExpression'> | undefined {
  for (const argument of call.arguments) {
    const value = valueOf(doc, argument);
    if (value?.type === 'ObjectExpression') return value;
  }
  return undefined;
}

/** The value of an option of a call, also behind a name; the method itself where it is one. */
export function optionOf(doc: JavaScriptDoc, call: Made, name: string): Node | undefined {
  const property = propertyOf(optionsOf(doc, call), name);
  return property?.type === 'ObjectProperty' ? valueOf(doc, property.value) : property;
}

/** Whether options that are there may hold more than what is written: `...rest`, or no literal at all. */
export function mayHoldMore(doc: JavaScriptDoc, call: Made): boolean {
  return call.arguments.some((argument) => {
    const value = argument.type === 'SpreadElement' ? argument : valueOf(doc, argument);
    return value?.type === 'ObjectExpression' ? value.properties.some(({ type }) => type === 'SpreadElement') : value?.type !== 'StringLiteral' && value?.type !== 'TemplateLiteral' && !isFunction(value);
  });
}

/** The names a file exports by `export` statements, each with the node that makes it. */
export const exportedNodes = oncePerFile((doc): readonly { readonly name: string; readonly node: Node }[] => {
  return doc.tree.all('ExportNamedDeclaration', 'ExportDefaultDeclaration').flatMap((statement): { name: string; node: Node }[] => {
    if (statement.type === 'ExportDefaultDeclaration') return [{ name: 'default', node: valueOf(doc, statement.declaration) ?? statement }];
    const { declaration, specifiers } = statement;
    if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') return declaration.id ? [{ name: declaration.id.name, node: declaration }] : [];
    if (declaration?.type === 'VariableDeclaration') return declaration.declarations.flatMap((each) => boundIn(each.id).map(({ name }) => ({ name, node: (each.id.type === 'Identifier' && each.init) || each })));
    return specifiers.flatMap((each) => (each.type === 'ExportSpecifier' && !statement.source ? [{ name: each.exported.type === 'Identifier' ? each.exported.name : each.exported.value, node: valueOf(doc, each.local) ?? each }] : []));
  });
});

/** Decorators of one of the names with their calls: `@UseGuards(…)`. */
export function decoratorsOf(doc: JavaScriptDoc, names: RegExp): AnyCall[] {
  return doc.tree.all('Decorator').flatMap(({ expression }) => (isCall(expression) && names.test(lastName(expression.callee) ?? '') ? [expression] : []));
}

/** Calls of a method, whatever it is called on: `app.useGlobalFilters(…)`. */
export function methodCalls(doc: JavaScriptDoc, names: RegExp): AnyCall[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression')
    .filter(({ callee }) => (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') && names.test(lastName(callee) ?? ''));
}

/** A path as written: of a string, or of a template whose parts to fill in come before the last slash. */
export function pathText(node: Node | null | undefined): string | undefined {
  const text = node?.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.raw).join('') : stringValue(node);
  return text !== undefined && (text === '' || text === '*' || /^[/\w*:-]/.test(text)) && !/\s/.test(text) ? text : undefined;
}

/** The functions around a node, innermost first. */
export function* functionsAround(doc: JavaScriptDoc, node: Node): Generator<AnyFunction> {
  for (const ancestor of doc.tree.ancestors(node)) if (isFunction(ancestor)) yield ancestor;
}

/** The function a value stands for in this file: itself, what its name is bound to, or the one a call makes by wrapping it. */
export function functionOf(doc: JavaScriptDoc, node: Node | null | undefined): AnyFunction | undefined {
  const value = valueOf(doc, node);
  return isFunction(value) ? value : undefined;
}

/** A place at a node with what is said there; of a function or a class only its first line matters. */
export function placeAt(node: Node, message: string): { readonly start: number; readonly end: number; readonly message: string } {
  return { start: node.start!, end: node.end!, message };
}

/** Names of headers a file sets on answers, each with the call or object that does: `res.setHeader`, `headers.set`, `{ key: 'X-Frame-Options' }`. */
export function headersSet(doc: JavaScriptDoc): { readonly name: string; readonly node: Node; readonly value?: Node }[] {
  const calls = methodCalls(doc, /^(setHeader|header|set|append|appendHeader)$/).flatMap((node) => {
    const [first, value] = node.arguments;
    const name = stringValue(first);
    if (name !== undefined) return value ? [{ name: name.toLowerCase(), node, value: value as Node }] : [];
    const object = valueOf(doc, first);
    return object?.type === 'ObjectExpression' ? keysOf(object).map((each) => ({ ...each, node })) : [];
  });
  const listed = doc.tree.all('ObjectExpression').flatMap((node) => {
    const key = propertyOf(node, 'key');
    const name = key?.type === 'ObjectProperty' ? stringValue(key.value) : undefined;
    const value = propertyOf(node, 'value');
    return name !== undefined && value ? [{ name: name.toLowerCase(), node: node as Node, ...(value.type === 'ObjectProperty' && { value: value.value as Node }) }] : [];
  });
  return [...calls, ...listed];
}

function keysOf(object: NodeOf<'ObjectExpression'>): { name: string; value?: Node }[] {
  return object.properties.flatMap((each) => (each.type === 'ObjectProperty' && keyName(each) !== undefined ? [{ name: keyName(each)!.toLowerCase(), value: each.value as Node }] : []));
}
