import { isCall, isFunction, keyName, propertyName, propertyOf, textOf, unwrapped, type AnyFunction } from '../../languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Binding } from '../../languages/javascript/scopes.ts';
import type { LogForm, LoggerShape } from '../../languages/types.ts';
import type { Node, NodeOf } from '../../languages/javascript/tree.ts';
import type { LoggerDefinition } from './logger-definition.ts';

/** A method that is written out, or one of another logger. */
export type Method = { readonly fn: AnyFunction } | { readonly form: LogForm };

/** What the analysis of a method may ask about the file around it. */
export interface Around {
  readonly doc: JavaScriptDoc;
  /** The class the methods belong to. */
  readonly owner: Node | undefined;
  /** The logger an expression is. */
  loggerAt(node: Node): LoggerShape | undefined;
}

/** What a method takes: whatever another logger takes, a text and some details, or something else altogether. */
type Taken =
  | { readonly form: 'variadic' | 'message-first' | 'object-first' | 'nest' }
  | { readonly form: 'text'; readonly details: Details; readonly isUnproven?: boolean }
  | 'unclear';

type Details = 'any' | NonNullable<LoggerShape['takes']>[string];

/** What happens to an error given as details. */
type Fate = 'kept' | 'lost' | 'dropped' | 'unknown';

const LEVELS = new Set([
  'trace', 'debug', 'verbose', 'silly', 'info', 'log', 'notice', 'http', 'success', 'warn', 'warning', 'error', 'fatal', 'critical',
]);
const TAG = /^_*(?:module(?:Name)?|context|ctx|scope|tag|category|namespace|service(?:Name)?|component|prefix|source|area|section|label|event(?:Name|Type)?|action|req|request|request_?id|correlation_?id|trace_?id|user_?id|level|lvl|severity|type)$/i;
const OBJECT = /^_*(?:obj|object|data|meta(?:data)?|context|ctx|bindings|fields|payload|details|props|extra|err|error|attributes)$/i;
const MESSAGE = /^_*(?:msg|message|text|str|content)$/i;
const DEEPEST = 5;

/** What the logger with these methods takes; undefined when they are no logger's. */
export function ownShape(methods: ReadonlyMap<string, Method>, around: Around): LoggerDefinition | undefined {
  const levels = [...methods].filter(([name]) => LEVELS.has(name)).map(([name, method]) => ({ name, taken: takenBy(method, around) }));
  const taken = new Map(levels.filter(({ taken }) => taken !== 'unclear').map(({ name, taken }) => [name, taken as Exclude<Taken, 'unclear'>]));
  const hasInfo = (names: { has(name: string): boolean }) => names.has('info') || names.has('log') || names.has('warn');
  if (!methods.has('error') || !hasInfo(methods)) return undefined;
  if (!taken.has('error') || !hasInfo(taken)) return {};
  const forms = new Set([...taken.values()].map(({ form }) => form));
  if (forms.has('object-first') || forms.has('nest')) return forms.size === 1 ? { shape: { form: [...forms][0]!, methods: [...taken.keys()] } } : {};
  return { ...textFirst(taken) };
}

/** The commonest kind: a text, and then what each method takes. */
function textFirst(taken: ReadonlyMap<string, Exclude<Taken, 'unclear'>>): LoggerDefinition {
  const methods = [...taken.keys()];
  const isUnproven = [...taken.values()].some((each) => each.form === 'text' && each.isUnproven);
  const limits = [...taken].flatMap(([name, each]) => (each.form === 'text' && each.details !== 'any' ? [[name, each.details] as const] : []));
  const isVariadic = [...taken.values()].every(({ form }) => form === 'variadic');
  const isTextOnly = limits.length === methods.length && limits.every(([, details]) => details === 'nothing');
  const form = isTextOnly ? 'text' : isVariadic ? 'variadic' : 'message-first';
  const takes = limits.length > 0 && !isTextOnly ? { takes: Object.fromEntries(limits) } : {};
  return { ...(isUnproven && { isUnproven }), shape: { form, methods, ...takes } };
}

function takenBy(method: Method, around: Around): Taken {
  if ('form' in method) return method.form === 'text' ? { form: 'text', details: 'nothing' } : { form: method.form };
  const { fn } = method;
  const parameters = (fn.params as Node[]).filter((each) => !(each.type === 'Identifier' && each.name === 'this'));
  const [first, second, ...others] = parameters;
  if (!first || others.some(isRequired)) return 'unclear';
  if (first.type === 'RestElement') return forwarded(first.argument, fn, around) ?? 'unclear';
  const name = nameOf(first);
  if (name === undefined) return 'unclear';
  if (!second) return isMessageLike(first) ? { form: 'text', details: 'nothing' } : 'unclear';
  if (MESSAGE.test(nameOf(second) ?? '') && !MESSAGE.test(name)) return OBJECT.test(name) && !isText(first) ? { form: 'object-first' } : 'unclear';
  if (!isMessageLike(first) || (TAG.test(name) && !isOptional(second, around.doc))) return 'unclear';
  if (TAG.test(name) && second.type === 'RestElement') return 'unclear';
  if (!isOptional(second, around.doc)) return 'unclear';
  return withDetails(second, fn, around);
}

function withDetails(parameter: Node, fn: AnyFunction, around: Around): Taken {
  if (parameter.type === 'RestElement') {
    const known = forwarded(parameter.argument, fn, around);
    if (known && known !== 'unclear' && known.form === 'text') return known;
    if (known && known !== 'unclear' && known.form !== 'object-first' && known.form !== 'nest') return { form: 'text', details: 'any' };
  }
  const type = typeOf(parameter, around);
  if (type === 'other') return { form: 'text', details: 'nothing' };
  // A rest parameter holds the details in an array.
  const fate = fateOf(parameter, around, parameter.type === 'RestElement', 0);
  if (fate === 'dropped') return { form: 'text', details: 'nothing' };
  if (type === 'error') return { form: 'text', details: 'error' };
  if (type === 'record') return { form: 'text', details: fate === 'kept' ? 'record' : 'plain' };
  if (fate === 'lost') return { form: 'text', details: 'plain' };
  return { form: 'text', details: 'any', ...(fate === 'unknown' && { isUnproven: true }) };
}

/** `(...args) => console.log(...args)`: the method takes what the other one takes. */
function forwarded(rest: Node, fn: AnyFunction, around: Around): Taken | undefined {
  const binding = around.doc.scopes.bindingOf(rest);
  for (const use of binding?.uses ?? []) {
    const spread = around.doc.tree.parent(use);
    const call = spread && around.doc.tree.parent(spread);
    if (spread?.type !== 'SpreadElement' || !isCall(call)) continue;
    const shape = calledLogger(call.callee, around);
    const limit = shape?.form === 'text' ? 'nothing' : shape?.takes?.[propertyName(call.callee as NodeOf<'MemberExpression'>) ?? 'error'];
    if (limit) return { form: 'text', details: limit };
    if (shape && shape.form !== 'text') return { form: shape.form };
    // A call of a function beside it, such as `write('info', ...args)`.
    const target = calledFunction(call.callee, fn, around);
    const taker = target && (target.params as Node[])[(call.arguments as Node[]).indexOf(spread)];
    if (taker?.type === 'RestElement' && target && target !== fn) return forwarded(taker.argument, target, around);
  }
  return binding?.uses.some((use) => keepsStack(use, around)) ? { form: 'variadic' } : undefined;
}

/** The logger whose method a callee is. */
function calledLogger(callee: Node, around: Around): LoggerShape | undefined {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (propertyName(callee) !== undefined && !LEVELS.has(propertyName(callee)!)) return undefined;
  const shape = around.loggerAt(callee.object);
  return shape && !shape.makes ? shape : undefined;
}

/** What becomes of an error that the binding holds, alone or as a property of an object. */
function fateOf(pattern: Node, around: Around, isNested: boolean, depth: number): Fate {
  const target = targetOf(pattern);
  const binding = target && around.doc.scopes.bindingOf(target);
  if (!binding || depth > DEEPEST) return 'unknown';
  const fates = binding.uses.map((use) => fateOfUse(use, binding, around, isNested, depth));
  if (fates.includes('kept')) return 'kept';
  return fates.find((fate) => fate === 'lost') ?? fates.find((fate) => fate === 'dropped') ?? 'unknown';
}

function fateOfUse(use: Node, binding: Binding | undefined, around: Around, isNested: boolean, depth: number): Fate | undefined {
  const { tree } = around.doc;
  if (keepsStack(use, around)) return 'kept';
  let value = use;
  let isInside = isNested;
  for (let parent = tree.parent(value); parent; parent = tree.parent(value)) {
    switch (parent.type) {
      case 'LogicalExpression': case 'TSAsExpression': case 'TSNonNullExpression': case 'ParenthesizedExpression': case 'TSSatisfiesExpression': break;
      case 'ConditionalExpression': if (parent.test === value) return undefined; break;
      case 'MemberExpression': case 'OptionalMemberExpression':
        if (!parent.computed || parent.object !== value) return undefined;
        isInside = false;
        break;
      case 'ArrayExpression': isInside = true; break;
      case 'SpreadElement':
        if (tree.parent(parent)?.type === 'ObjectExpression' && !isInside) return 'lost';
        isInside = isInside && tree.parent(parent)?.type === 'ObjectExpression';
        break;
      case 'ObjectProperty': return fateInObject(parent, around, depth);
      case 'ObjectExpression': break;
      case 'TemplateLiteral': case 'BinaryExpression': return parent.type === 'BinaryExpression' && parent.operator !== '+' ? undefined : 'lost';
      case 'CallExpression': case 'OptionalCallExpression': return fateInCall(parent, value, around, isInside, depth);
      case 'VariableDeclarator': return binding && around.doc.scopes.bindingOf(parent.id) === binding ? undefined : fateOf(parent.id, around, isInside, depth + 1);
      default: return undefined;
    }
    value = parent;
  }
  return undefined;
}

/** `x instanceof Error`, `x.stack`, `util.inspect(x)`: somebody thought of errors. */
function keepsStack(use: Node, { doc }: Around): boolean {
  let value: Node = use;
  let parent = doc.tree.parent(value);
  while (parent && (parent.type === 'TSAsExpression' || parent.type === 'TSNonNullExpression' || ((parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') && parent.computed && parent.object === value))) {
    value = parent;
    parent = doc.tree.parent(value);
  }
  if (parent?.type === 'BinaryExpression') return parent.operator === 'instanceof' && parent.left === value && /Error$/.test(textOf(doc, parent.right));
  if (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') return parent.object === value && propertyName(parent) === 'stack';
  if (isCall(parent)) return /^(?:util:(?:inspect|format)|util:default\.(?:inspect|format)|serialize-error:serializeError)$/.test(doc.scopes.qualifiedName(parent.callee) ?? '');
  return false;
}

/** The error became `{ error: x }`. */
function fateInObject(property: Node, around: Around, depth: number): Fate | undefined {
  const object = around.doc.tree.parent(property);
  if (object?.type !== 'ObjectExpression') return undefined;
  const key = keyName(property);
  const parent = around.doc.tree.parent(object);
  if (isCall(parent) && key === 'err' && calledLogger(parent.callee, around)?.form === 'object-first') return 'kept';
  const fate = fateOfUse(object, undefined, around, true, depth + 1);
  // Whoever gets the object may take the stack out of it: entry.error.stack.
  const isReadLater = key !== undefined && around.doc.tree.all('MemberExpression', 'OptionalMemberExpression').some((member) =>
    propertyName(member) === 'stack' && (member.object.type === 'Identifier' ? member.object.name : (member.object.type === 'MemberExpression' || member.object.type === 'OptionalMemberExpression') && propertyName(member.object)) === key);
  return isReadLater ? 'kept' : fate;
}

function fateInCall(call: Node, value: Node, around: Around, isNested: boolean, depth: number): Fate | undefined {
  if (!isCall(call)) return undefined;
  const at = (call.arguments as Node[]).findIndex((argument) => argument === value || unwrapped(argument) === value);
  if (at < 0) return undefined;
  const callee = textOf(around.doc, call.callee);
  if (callee === 'JSON.stringify' || callee === 'String') return call.arguments.length > 1 && !/^null|undefined$/.test(textOf(around.doc, call.arguments[1]!)) ? 'unknown' : 'lost';
  if (/^Object\.(?:keys|entries|values)$/.test(callee)) return undefined;
  const shape = calledLogger(call.callee, around);
  // Pino fills what follows the text into it, and forgets the rest.
  if (shape?.form === 'object-first' && at > 0) return 'dropped';
  if (shape && isNested) return shape.form === 'variadic' ? 'kept' : 'lost';
  if (shape) return takesErrorAt(shape, propertyName(call.callee as NodeOf<'MemberExpression'>), at) ? 'kept' : 'lost';
  const target = calledFunction(call.callee, call, around);
  const parameter = target && ((target.params as Node[])[at] ?? (target.params as Node[]).at(-1));
  return parameter ? fateOf(parameter.type === 'RestElement' ? parameter.argument : parameter, around, isNested, depth + 1) : 'unknown';
}

/** Pino takes an error in place of the object, winston after the text, `console` anywhere. */
function takesErrorAt({ form, takes }: LoggerShape, method: string | undefined, at: number): boolean {
  if (form === 'object-first') return at === 0;
  const limit = takes?.[method ?? 'error'];
  return form === 'variadic' || (form === 'message-first' && at > 0 && (limit === undefined || limit === 'error'));
}

/** A function of the same file that a callee names: `write`, `this.write`, `Logger.write`. */
function calledFunction(callee: Node, from: Node, { doc, owner }: Around): AnyFunction | undefined {
  if (callee.type === 'Identifier') {
    const by = doc.scopes.bindingOf(callee)?.by;
    const value = by?.type === 'VariableDeclarator' && by.init ? unwrapped(by.init) : by;
    return isFunction(value) ? value : undefined;
  }
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  const name = propertyName(callee) ?? (callee.property.type === 'PrivateName' ? callee.property.id.name : undefined);
  const named = doc.scopes.bindingOf(callee.object)?.by;
  const holder = callee.object.type === 'ThisExpression' ? owner ?? doc.tree.closest(from, 'ClassDeclaration', 'ClassExpression', 'ObjectExpression')
    : named?.type === 'VariableDeclarator' ? named.init : named;
  if (name === undefined || !holder) return undefined;
  if (holder.type === 'ObjectExpression') {
    const property = propertyOf(holder, name);
    const value = property?.type === 'ObjectProperty' ? property.value : property;
    return isFunction(value) ? value : undefined;
  }
  if (holder.type !== 'ClassDeclaration' && holder.type !== 'ClassExpression') return undefined;
  const member = holder.body.body.find((each) => 'key' in each && (keyName(each) ?? (each.key?.type === 'PrivateName' ? each.key.id.name : undefined)) === name);
  const value = member?.type === 'ClassProperty' || member?.type === 'ClassPrivateProperty' ? member.value : member;
  return isFunction(value) ? value : undefined;
}

function targetOf(pattern: Node): Node | undefined {
  const bare = pattern.type === 'AssignmentPattern' ? pattern.left : pattern.type === 'RestElement' ? pattern.argument : pattern;
  return bare.type === 'Identifier' ? bare : undefined;
}

function nameOf(parameter: Node): string | undefined {
  const target = targetOf(parameter);
  return target?.type === 'Identifier' ? target.name : undefined;
}

function isRequired(parameter: Node): boolean {
  if (parameter.type === 'AssignmentPattern' || parameter.type === 'RestElement') return false;
  return parameter.type !== 'Identifier' || (annotationOf(parameter) !== undefined && !parameter.optional);
}

/** Whether a call may leave the parameter out: TypeScript says so, in JavaScript nothing is read from it unguarded. */
function isOptional(parameter: Node, doc: JavaScriptDoc): boolean {
  if (parameter.type === 'AssignmentPattern' || parameter.type === 'RestElement') return true;
  if (parameter.type !== 'Identifier') return false;
  if (parameter.optional) return true;
  const type = annotationOf(parameter);
  if (type) return false;
  if (/\.[mc]?tsx?$/.test(doc.path)) return false;
  const uses = doc.scopes.bindingOf(parameter)?.uses ?? [];
  const isGuarded = uses.some((use) => {
    const parent = doc.tree.parent(use);
    return parent?.type === 'IfStatement' || parent?.type === 'LogicalExpression' || parent?.type === 'ConditionalExpression' || parent?.type === 'UnaryExpression'
      || (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof');
  });
  return isGuarded || !uses.some((use) => {
    const parent = doc.tree.parent(use);
    return parent?.type === 'MemberExpression' && parent.object === use;
  });
}

function annotationOf(parameter: Node): Node | undefined {
  const target = targetOf(parameter);
  const annotation = target?.type === 'Identifier' ? target.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
}

function isText(parameter: Node): boolean {
  return annotationOf(parameter)?.type === 'TSStringKeyword';
}

/** The first parameter takes any text. */
function isMessageLike(parameter: Node): boolean {
  const type = annotationOf(parameter);
  if (type) return accepts(type, ['TSStringKeyword', 'TSAnyKeyword', 'TSUnknownKeyword']);
  return targetOf(parameter) !== undefined && !(parameter.type === 'AssignmentPattern' && parameter.right.type === 'ObjectExpression');
}

function accepts(type: Node, keywords: readonly string[]): boolean {
  if (type.type === 'TSUnionType') return type.types.some((each) => accepts(each, keywords));
  return keywords.includes(type.type);
}

type Accepted = 'any' | 'error' | 'record' | 'other';

/** What the type of the details lets through: anything, errors, objects with any keys, or something else. */
function typeOf(parameter: Node, around: Around): Accepted {
  const type = parameter.type === 'RestElement' && parameter.typeAnnotation?.type === 'TSTypeAnnotation' ? parameter.typeAnnotation.typeAnnotation : annotationOf(parameter);
  return type ? typeKind(type, around, parameter.type === 'RestElement', 0) : 'any';
}

function typeKind(type: Node, around: Around, isRest: boolean, depth: number): Accepted {
  if (depth > DEEPEST) return 'other';
  const inner = (each: Node) => typeKind(each, around, false, depth + 1);
  switch (type.type) {
    case 'TSAnyKeyword': case 'TSUnknownKeyword': return 'any';
    case 'TSArrayType': return isRest ? inner(type.elementType) : 'other';
    case 'TSUnionType': {
      const kinds = type.types.map(inner);
      return (['any', 'error', 'record'] as const).find((kind) => kinds.includes(kind)) ?? 'other';
    }
    case 'TSTypeLiteral': return type.members.some(({ type: member }) => member === 'TSIndexSignature') ? 'record' : 'other';
    case 'TSObjectKeyword': return 'record';
    case 'TSTypeReference': {
      const name = textOf(around.doc, type.typeName);
      if (name === 'Record') return 'record';
      if (name === 'Error') return 'error';
      const declared = around.doc.tree.all('TSTypeAliasDeclaration', 'TSInterfaceDeclaration').find(({ id }) => id.name === name);
      if (declared?.type === 'TSTypeAliasDeclaration') return inner(declared.typeAnnotation);
      return declared?.body.body.some(({ type: member }) => member === 'TSIndexSignature') ? 'record' : 'other';
    }
    default: return 'other';
  }
}
