import { dottedText, enclosingFunction, functionName, isCall, isFunction, keyName, lastName, stringValue, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWrite } from '../../../src/languages/javascript/scopes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { cookieIn, sentAs } from '../words.ts';
import { wholeValue } from './made.ts';
import { textAround, type TextAround } from './texts.ts';

/** Where a value goes, and the name it has there. */
export interface Use {
  readonly kind: 'variable' | 'field' | 'default' | 'key' | 'returned' | 'cookie' | 'link' | 'told' | 'argument' | 'index';
  readonly name: string;
  readonly node: Node;
  /** The expression the value is in there: the whole template of a link. */
  readonly value: Node;
  /** The function an object with the key is passed to. */
  readonly to?: string;
  /** The name is that of what a client is sent. */
  readonly sent?: boolean;
}

const DEFAULTS = ['default', 'defaultValue'];
const RESPONSES = /^(json|send|jsonp|status|created|ok|success|Response|NextResponse)$/;
const PARAMETER = /[?&]([\w.-]+)=$/;
const PATH = /\/((?:reset|verify|verification|confirm|confirmation|activate|activation|magic|login|invite|unsubscribe)[\w-]*)\/$/i;
const MOST_ALIASES = 3;
/** Characters before a text in which the name of its header stands. */
const HEADING = 40;

/** Everything a value is used for: first what it is put into, then what becomes of the variable. `sources` are the parts of it that matter. */
export function usesOf(doc: JavaScriptDoc, value: Node, sources: readonly Node[], aliases = 0): Use[] {
  const first = directUse(doc, value);
  const uses = [...sources.flatMap((source) => textUses(doc, source, value)), ...(first ? [first] : [])];
  return first?.kind === 'variable' && aliases < MOST_ALIASES ? [...uses, ...laterUses(doc, readsOf(doc, first.node, value), aliases)] : uses;
}

/** What becomes of a variable or parameter from where it is bound. */
export function usesOfVariable(doc: JavaScriptDoc, variable: Node): Use[] {
  return laterUses(doc, readsOf(doc, variable, variable), 0);
}

function laterUses(doc: JavaScriptDoc, reads: readonly Node[], aliases: number): Use[] {
  return reads.flatMap((read) => {
    const whole = wholeValue(doc, read);
    const isInText = whole.type === 'TemplateLiteral' || (whole.type === 'BinaryExpression' && whole.operator === '+' && whole !== read);
    return isInText ? textUses(doc, read, whole) : [...textUses(doc, read, whole), ...usesOf(doc, whole, [], aliases + 1)];
  });
}

/** A value in a text: the parameter of a link, a code that a message sends. */
function textUses(doc: JavaScriptDoc, source: Node, value: Node): Use[] {
  const text = textIn(doc, source, value);
  const link = parameterBefore(text?.before) ?? searchParameter(doc, value);
  const code = text && sentAs(text.before, text.after);
  const cookie = text && cookieIn(doc.text.slice(Math.max(0, value.start! - HEADING), value.start!), text.before);
  if (cookie !== undefined) return [{ kind: 'cookie', name: cookie, node: source, value }];
  return [...(link === undefined ? [] : [{ kind: 'link' as const, name: link, node: source, value }]), ...(code === undefined ? [] : [{ kind: 'told' as const, name: code, node: source, value }])];
}

/** The text around the value that a source is, with what cuts it or changes its form. */
function textIn(doc: JavaScriptDoc, source: Node, value: Node): TextAround | undefined {
  for (let node: Node | undefined = source; node; node = doc.tree.parent(node)) {
    const text = textAround(doc, node);
    if (text || node === value) return text;
  }
  return undefined;
}

/** Reads of a variable that may still hold the value: those behind it. */
function readsOf(doc: JavaScriptDoc, variable: Node, value: Node): Node[] {
  const binding = doc.scopes.bindingOf(variable);
  return (binding?.uses ?? []).filter((use) => use.start! > value.end! && !isWrite(doc.tree, use));
}

/** What a value is put into where it stands. */
export function directUse(doc: JavaScriptDoc, value: Node): Use | undefined {
  const parent = doc.tree.parent(value);
  switch (parent?.type) {
    case 'VariableDeclarator': return parent.init === value ? targetUse(parent.id, value) : undefined;
    case 'AssignmentExpression': return parent.right === value ? targetUse(parent.left, value) : undefined;
    case 'AssignmentPattern': return parent.right === value ? targetUse(parent.left, value) : undefined;
    case 'ClassProperty': case 'ClassPrivateProperty': {
      const name = parent.type === 'ClassProperty' ? keyName(parent) : parent.key.id.name;
      return parent.value === value && name !== undefined ? { kind: 'field', name, node: parent, value } : undefined;
    }
    case 'ObjectProperty': return parent.value === value ? keyUse(doc, parent, value) : undefined;
    case 'ReturnStatement': return returnedUse(doc, value);
    case 'ArrowFunctionExpression': return parent.body === value ? arrowUse(doc, parent, value) : undefined;
    case 'AwaitExpression': return directUse(doc, parent);
    case 'MemberExpression': return parent.computed && parent.property === value ? { kind: 'index', name: lastName(parent.object) ?? '', node: parent, value } : undefined;
    case 'CallExpression': case 'OptionalCallExpression': case 'NewExpression': return argumentUse(doc, parent, value);
    case 'ArrayExpression': {
      // Values of a statement: `query(sql, [name, token])`.
      const call = doc.tree.parent(parent);
      return isCall(call) ? { kind: 'argument', name: dottedText(call.callee) ?? '', node: call, value } : undefined;
    }
    default: return undefined;
  }
}

function targetUse(target: Node, value: Node): Use | undefined {
  if (target.type === 'Identifier') return { kind: 'variable', name: target.name, node: target, value };
  if (target.type !== 'MemberExpression') return undefined;
  const name = lastName(target);
  if (name !== undefined) return { kind: 'field', name, node: target, value };
  const container = lastName(target.object);
  return container === undefined ? undefined : { kind: 'field', name: container.replace(/_?(store|storage|cache|db|map|dict)$/i, ''), node: target, value };
}

function keyUse(doc: JavaScriptDoc, property: NodeOf<'ObjectProperty'>, value: Node): Use | undefined {
  const name = keyName(property) ?? (property.shorthand && value.type === 'Identifier' ? value.name : undefined);
  if (name === undefined) return undefined;
  const object = doc.tree.parent(property)!;
  if (DEFAULTS.includes(name)) {
    const field = doc.tree.parent(object);
    const owner = field?.type === 'ObjectProperty' ? keyName(field) : undefined;
    if (owner !== undefined) return { kind: 'default', name: owner, node: property, value };
  }
  const call = callAround(doc, object);
  const to = call && dottedText(call.callee);
  return { kind: 'key', name, node: property, value, sent: isSent(doc, object), ...(to !== undefined && { to }) };
}

/** The call an object, or the object around it, is passed to. */
function callAround(doc: JavaScriptDoc, object: Node): AnyCall | undefined {
  const parent = doc.tree.parent(object);
  if (isCall(parent)) return parent;
  return parent?.type === 'ObjectProperty' ? callAround(doc, doc.tree.parent(parent)!) : undefined;
}

function returnedUse(doc: JavaScriptDoc, value: Node): Use | undefined {
  const fn = enclosingFunction(doc.tree, value);
  const name = fn && functionName(doc.tree, fn);
  return name === undefined ? undefined : { kind: 'returned', name, node: value, value };
}

/** `default: () => uuidv4()`, `const makeToken = () => uuidv4()`. */
function arrowUse(doc: JavaScriptDoc, arrow: Node, value: Node): Use | undefined {
  const use = directUse(doc, arrow);
  return use && (use.kind === 'variable' || use.kind === 'field' || (use.kind === 'key' && !DEFAULTS.includes(use.name)) ? { ...use, kind: 'returned' } : { ...use, value });
}

function argumentUse(doc: JavaScriptDoc, call: AnyCall | NodeOf<'NewExpression'>, value: Node): Use | undefined {
  const name = lastName(call.callee) ?? '';
  const [first, second] = call.arguments;
  if (/^(cookie|setCookie)$/.test(name) && (first === value || second === value || call.arguments[2] === value)) {
    const key = [first, second].map((each) => stringValue(each) ?? (each && each !== value && each.type === 'Identifier' && /cookie|session|sid|token/i.test(each.name) ? each.name : undefined)).find((each) => each !== undefined);
    return key === undefined ? undefined : { kind: 'cookie', name: key, node: call, value };
  }
  if (name === 'set' && second === value && /(^|\.)cookies?(\(\))?$/.test(doc.text.slice(call.callee.start!, call.callee.end!).replace(/\.set$/, ''))) {
    const key = stringValue(first);
    return key === undefined ? undefined : { kind: 'cookie', name: key, node: call, value };
  }
  return { kind: 'argument', name: dottedText(call.callee) ?? name, node: call, value };
}

/** Whether an object is what a client gets: returned, or given to a response. */
function isSent(doc: JavaScriptDoc, object: Node): boolean {
  const parent = doc.tree.parent(object);
  if (parent?.type === 'ReturnStatement') return true;
  if (isCall(parent)) return RESPONSES.test(lastName(parent.callee) ?? '');
  return parent?.type === 'ObjectProperty' && isSent(doc, doc.tree.parent(parent)!);
}

/** `url.searchParams.set('token', token)`. */
function searchParameter(doc: JavaScriptDoc, value: Node): string | undefined {
  const call = doc.tree.parent(value);
  const isSet = call?.type === 'CallExpression' && ['set', 'append'].includes(lastName(call.callee) ?? '') && call.arguments[1] === value;
  return isSet && /searchParams|params/i.test(doc.text.slice(call.callee.start!, call.callee.end!)) ? stringValue(call.arguments[0]) : undefined;
}

function parameterBefore(text: string | undefined): string | undefined {
  return PARAMETER.exec(text ?? '')?.[1] ?? PATH.exec(text ?? '')?.[1];
}

/** Functions and classes around a place, innermost first. */
export function scopesAround(doc: JavaScriptDoc, node: Node): string[] {
  return [...doc.tree.ancestors(node)].flatMap((each) => {
    const name = isFunction(each) ? functionName(doc.tree, each) : each.type === 'ClassDeclaration' ? each.id?.name : undefined;
    return name === undefined ? [] : [name];
  });
}
