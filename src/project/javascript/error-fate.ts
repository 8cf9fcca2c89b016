import { isCall, isFunction, keyName, propertyName, propertyOf, textOf, unwrapped, type AnyFunction } from '../../languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Binding } from '../../languages/javascript/scopes.ts';
import type { LoggerShape } from '../../languages/types.ts';
import type { Node, NodeOf } from '../../languages/javascript/tree.ts';
import { targetOf } from './parameters.ts';

/** What the analysis of a method may ask about the file around it. */
export interface Around {
  readonly doc: JavaScriptDoc;
  /** The class the methods belong to. */
  readonly owner: Node | undefined;
  /** The logger an expression is. */
  loggerAt(node: Node): LoggerShape | undefined;
}

/**
 * What happens to an error given as details: somebody thought of errors, it loses its text, something writes it that
 * takes errors, it is left out.
 */
type Fate = 'kept' | 'lost' | 'written' | 'dropped' | 'unknown';
/** Of several, such as one for development and one for production, what decides. */
const DECIDING = ['kept', 'lost', 'written', 'dropped'] as const;

/** Methods of loggers that write a line. */
export const LEVELS = new Set([
  'trace', 'debug', 'verbose', 'silly', 'info', 'log', 'notice', 'http', 'success', 'warn', 'warning', 'error', 'fatal', 'critical',
]);
const DEEPEST = 5;

/** The logger whose method a callee is. */
export function calledLogger(callee: Node, around: Around): LoggerShape | undefined {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (propertyName(callee) !== undefined && !LEVELS.has(propertyName(callee)!)) return undefined;
  const shape = around.loggerAt(callee.object);
  return shape && !shape.makes ? shape : undefined;
}

/** What becomes of an error that the binding holds, alone or as a property of an object. */
export function fateOf(pattern: Node, around: Around, isNested: boolean, depth: number): Fate {
  const target = targetOf(pattern);
  const binding = target && around.doc.scopes.bindingOf(target);
  if (!binding || depth > DEEPEST) return 'unknown';
  const fates = binding.uses.map((use) => fateOfUse(use, binding, around, isNested, depth));
  return DECIDING.find((fate) => fates.includes(fate)) ?? 'unknown';
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
export function keepsStack(use: Node, { doc }: Around): boolean {
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

/** Whether a function reads the text or the stack of a parameter without asking whether it is an error. */
export function isReadAsError(parameter: Node, { doc }: Around): boolean {
  const target = targetOf(parameter);
  const reads = ((target && doc.scopes.bindingOf(target)?.uses) ?? []).map((use) => doc.tree.parent(use));
  const isAsked = reads.some((read) => read?.type === 'BinaryExpression' && read.operator === 'instanceof' || read?.type === 'UnaryExpression' && read.operator === 'typeof');
  return !isAsked && reads.some((read) => (read?.type === 'MemberExpression' || read?.type === 'OptionalMemberExpression') && /^(?:message|stack)$/.test(propertyName(read) ?? ''));
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
  if (shape && isNested) return shape.form === 'variadic' ? 'written' : 'lost';
  if (shape) return takesErrorAt(shape, propertyName(call.callee as NodeOf<'MemberExpression'>), at) ? 'written' : 'lost';
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
export function calledFunction(callee: Node, from: Node, { doc, owner }: Around): AnyFunction | undefined {
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
