import { isCall, keyName, propertyName, type AnyFunction } from '../../languages/javascript/nodes.ts';
import type { LogForm, LogFunction, LoggerShape } from '../../languages/types.ts';
import type { Node, NodeOf } from '../../languages/javascript/tree.ts';
import { calledFunction, calledLogger, fateOf, isReadAsError, keepsStack, LEVELS, type Around } from './error-fate.ts';
import type { LoggerDefinition } from './logger-definition.ts';
import { readFunction } from './logger-functions.ts';
import { isMessageLike, isOptional, isRequired, isText, nameOf, typeOf } from './parameters.ts';

/** A method that is written out, or one of another logger. */
export type Method = { readonly fn: AnyFunction } | { readonly form: LogForm };

/** What a method takes: whatever another logger takes, a text and some details, or something else altogether. */
type Taken =
  | { readonly form: 'variadic' | 'message-first' | 'object-first' | 'nest' }
  | { readonly form: 'text'; readonly details: Details; readonly isUnproven?: boolean; readonly parameters?: Omit<LogFunction, 'name'> }
  | 'unclear';

type Details = 'any' | NonNullable<LoggerShape['takes']>[string];

const TAG = /^_*(?:module(?:Name)?|context|ctx|scope|tag|category|namespace|service(?:Name)?|component|prefix|source|area|section|label|event(?:Name|Type)?|action|req|request|request_?id|correlation_?id|trace_?id|user_?id|level|lvl|severity|type)$/i;
const OBJECT = /^_*(?:obj|object|data|meta(?:data)?|context|ctx|bindings|fields|payload|details|props|extra|err|error|attributes)$/i;
const MESSAGE = /^_*(?:msg|message|text|str|content)$/i;

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
  const orders = [...taken].flatMap(([name, each]) => (each.form === 'text' && each.parameters ? [[name, each.parameters] as const] : []));
  const parameters = orders.length > 0 ? { parameters: Object.fromEntries(orders) } : {};
  return { ...(isUnproven && { isUnproven }), shape: { form, methods, ...takes, ...parameters } };
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
  const order = ownOrder(fn, around);
  if (order) return order;
  if (!isOptional(second, around.doc)) return 'unclear';
  return withDetails(second, fn, around);
}

/** `error(message, error, meta)`: an error has a place of its own, of which the text or the stack is read. */
function ownOrder(fn: AnyFunction, around: Around): Taken | undefined {
  const read = readFunction('', fn, around.doc);
  if (!read) return undefined;
  const { parameters, needsError } = read.fn;
  const at = parameters.indexOf('error');
  const isOwn = parameters[0] === 'message' && at > 0 && (parameters.includes('details') || isReadAsError(fn.params[at]!, around));
  return isOwn ? { form: 'text', details: read.isTyped ? 'error' : 'any', parameters: { parameters, ...(needsError && { needsError }) } } : undefined;
}

function withDetails(parameter: Node, fn: AnyFunction, around: Around): Taken {
  if (parameter.type === 'RestElement') {
    const known = forwarded(parameter.argument, fn, around);
    if (known && known !== 'unclear' && known.form === 'text') return known;
    if (known && known !== 'unclear' && known.form !== 'object-first' && known.form !== 'nest') return { form: 'text', details: 'any' };
  }
  const type = typeOf(parameter, around.doc);
  if (type === 'other') return { form: 'text', details: 'nothing' };
  // A rest parameter holds the details in an array.
  const fate = fateOf(parameter, around, parameter.type === 'RestElement', 0);
  if (fate === 'dropped') return { form: 'text', details: 'nothing' };
  if (type === 'error') return { form: 'text', details: 'error' };
  if (type === 'record') return { form: 'text', details: fate === 'kept' || fate === 'written' ? 'record' : 'plain' };
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

/** What a class has for others: of its objects, of itself, and what sets an object up. */
export function membersOf(node: NodeOf<'ClassDeclaration' | 'ClassExpression'>): { instance: Map<string, Node>; statics: Map<string, Node>; setUp?: NodeOf<'ClassMethod'> } {
  const instance = new Map<string, Node>();
  const statics = new Map<string, Node>();
  let setUp: NodeOf<'ClassMethod'> | undefined;
  for (const member of node.body.body) {
    if (member.type === 'ClassMethod' && member.kind === 'constructor') setUp = member;
    else if (member.type === 'ClassMethod' && member.kind === 'method' || member.type === 'ClassProperty' && member.value) {
      const name = keyName(member);
      const isHidden = member.accessibility === 'private' || member.accessibility === 'protected';
      if (name !== undefined && !isHidden) (member.static ? statics : instance).set(name, member.type === 'ClassMethod' ? member : member.value!);
    }
  }
  return { instance, statics, ...(setUp && { setUp }) };
}
