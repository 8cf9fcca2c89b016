import { argumentsOf, dottedText, enclosingFunction, lastName, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { cookieIn, sentAs } from '../words.ts';
import { wholeValue } from './made.ts';
import { textAround, type TextAround } from './texts.ts';

/** Where a value goes, and the name it has there. */
export interface Use {
  readonly kind: 'variable' | 'field' | 'default' | 'key' | 'keyword' | 'returned' | 'cookie' | 'link' | 'told' | 'argument' | 'index' | 'parsed';
  readonly name: string;
  readonly node: PyNode;
  /** The expression the value is in there: the whole f-string of a link. */
  readonly value: PyNode;
  /** The function a keyword is passed to. */
  readonly to?: string;
  /** The name is that of what a client is sent. */
  readonly sent?: boolean;
}

const DEFAULTS = ['default', 'default_factory', 'insert_default'];
const RESPONSES = /^(jsonify|\w*Response|make_response|dict|HttpResponse)$/;
const PARAMETER = /[?&]([\w.-]+)=$/;
const PATH = /\/((?:reset|verify|verification|confirm|confirmation|activate|activation|magic|login|invite|unsubscribe)[\w-]*)\/$/i;
const MOST_ALIASES = 3;
/** Characters before a text in which the name of its header stands. */
const HEADING = 40;

/** Everything a value is used for: first what it is put into, then what becomes of the variable. `sources` are the parts of it that matter. */
export function usesOf(doc: PythonDoc, value: PyNode, sources: readonly PyNode[], aliases = 0): Use[] {
  const first = directUse(doc, value);
  const uses = [...sources.flatMap((source) => textUses(doc, source, value)), ...(first ? [first] : [])];
  return first?.kind === 'variable' && aliases < MOST_ALIASES ? [...uses, ...laterUses(doc, readsOf(doc, first.node, value), aliases)] : uses;
}

/** What becomes of a variable or parameter from where it is bound. */
export function usesOfVariable(doc: PythonDoc, variable: PyNode): Use[] {
  return laterUses(doc, readsOf(doc, variable, variable), 0);
}

function laterUses(doc: PythonDoc, reads: readonly PyNode[], aliases: number): Use[] {
  return reads.flatMap((read) => {
    const whole = wholeValue(doc, read);
    const isInText = whole.kind === 'string' || whole.kind === 'concatenated_string' || whole.kind === 'binary_operator' || textAround(read) !== undefined;
    return isInText ? textUses(doc, read, whole) : usesOf(doc, whole, [read], aliases + 1);
  });
}

/** A value in a text: the parameter of a link, a code that a message sends. */
function textUses(doc: PythonDoc, source: PyNode, value: PyNode): Use[] {
  const text = textIn(source, value);
  if (!text) return [];
  const link = parameterBefore(text.before);
  const code = sentAs(text.before, text.after);
  const cookie = cookieIn(doc.text.slice(Math.max(0, value.start - HEADING), value.start), text.before);
  if (cookie !== undefined) return [{ kind: 'cookie', name: cookie, node: source, value }];
  return [...(link === undefined ? [] : [{ kind: 'link' as const, name: link, node: source, value }]), ...(code === undefined ? [] : [{ kind: 'told' as const, name: code, node: source, value }])];
}

/** The text around the value that a source is, with what cuts it or changes its form. */
function textIn(source: PyNode, value: PyNode): TextAround | undefined {
  for (let node = source; ; node = node.parent!) {
    const text = textAround(node);
    if (text || node === value || !node.parent) return text;
  }
}

/** Reads of a variable that may still hold the value: in its scope, up to where it is bound anew. */
function readsOf(doc: PythonDoc, variable: PyNode, value: PyNode): PyNode[] {
  const scope = doc.scopes.scopeOf(variable.text, variable);
  if (!scope) return [];
  const next = doc.scopes.in(scope, variable.text).find(({ node, kind }) => node.start > value.end && kind === 'assignment');
  const end = next ? next.node.closest('assignment', 'augmented_assignment', 'named_expression')?.end ?? next.node.end : scope.end;
  return doc.scopes.usesOf(variable.text).filter((use) => use.start > value.end && use.start < end && doc.scopes.scopeOf(use.text, use) === scope);
}

/** What a value is put into where it stands. */
export function directUse(doc: PythonDoc, value: PyNode): Use | undefined {
  const parent = value.parent!;
  switch (parent.kind) {
    case 'assignment':
    case 'augmented_assignment':
      return parent.field('right') === value ? targetUse(parent.field('left')!, value) : undefined;
    case 'named_expression':
      return targetUse(parent.field('name')!, value);
    case 'expression_list':
      return elementUse(parent, value);
    case 'pair': {
      const name = stringValue(parent.field('key'));
      return name === undefined || parent.field('value') !== value ? undefined : { kind: 'key', name, node: parent, value, sent: isSent(doc, parent.parent!) };
    }
    case 'keyword_argument':
      return keywordUse(doc, parent, value);
    case 'default_parameter':
    case 'typed_default_parameter':
      return { kind: 'field', name: parent.field('name')?.text ?? parent.named[0]!.text, node: parent, value };
    case 'return_statement': {
      const name = enclosingFunction(value)?.field('name')?.text;
      return name === undefined ? undefined : { kind: 'returned', name, node: parent, value };
    }
    case 'lambda': {
      const use = directUse(doc, parent);
      return use && (use.kind === 'variable' ? { ...use, kind: 'returned' } : use);
    }
    case 'subscript':
      return { kind: 'index', name: lastName(parent.field('value')) ?? '', node: parent, value };
    case 'argument_list':
      return argumentUse(doc, parent.parent!, value);
    case 'tuple': {
      // Values of a statement: `execute(sql, (name, token))`.
      const call = parent.parent!.kind === 'argument_list' ? parent.parent!.parent! : undefined;
      return call && { kind: 'argument', name: dottedText(call.field('function')) ?? '', node: call, value };
    }
    default:
      return undefined;
  }
}

function targetUse(target: PyNode, value: PyNode): Use | undefined {
  if (target.kind === 'identifier') return { kind: 'variable', name: target.text, node: target, value };
  if (target.kind === 'attribute') return { kind: 'field', name: target.field('attribute')!.text, node: target, value };
  if (target.kind !== 'subscript') return undefined;
  const key = stringValue(target.field('subscript'));
  if (key !== undefined) return { kind: 'key', name: key, node: target, value };
  const container = lastName(target.field('value'));
  return container === undefined ? undefined : { kind: 'field', name: container.replace(/_?(store|storage|cache|db|map|dict)$/i, ''), node: target, value };
}

/** `a, b = str(uuid4()), str(uuid4())`. */
function elementUse(list: PyNode, value: PyNode): Use | undefined {
  const left = list.parent!.kind === 'assignment' ? list.parent!.field('left') : undefined;
  const target = left?.kind === 'pattern_list' || left?.kind === 'tuple_pattern' ? left.named[list.named.indexOf(value)] : undefined;
  return target && targetUse(target, value);
}

function keywordUse(doc: PythonDoc, keyword: PyNode, value: PyNode): Use | undefined {
  const name = keyword.field('name')!.text;
  const call = keyword.parent!.parent!;
  if (DEFAULTS.includes(name)) {
    const field = directUse(doc, call);
    return field && { ...field, kind: 'default' };
  }
  if (lastName(call.field('function')) === 'set_cookie' && name === 'value') return cookieUse(call, value);
  const to = dottedText(call.field('function'));
  return { kind: 'keyword', name, node: keyword, value, sent: isSent(doc, call), ...(to !== undefined && { to }) };
}

function cookieUse(call: PyNode, value: PyNode): Use | undefined {
  const { positional, keywords } = argumentsOf(call);
  const name = stringValue(keywords.get('key') ?? positional[0]) ?? (keywords.get('key') ?? positional[0])?.text;
  return name === undefined ? undefined : { kind: 'cookie', name, node: call, value };
}

function argumentUse(doc: PythonDoc, call: PyNode, value: PyNode): Use | undefined {
  const callee = call.field('function');
  const name = lastName(callee) ?? '';
  const { positional } = argumentsOf(call);
  if (doc.scopes.qualifiedName(callee) === 'uuid.UUID') return { kind: 'parsed', name: 'UUID', node: call, value };
  if (name === 'set_cookie' && positional[1] === value) return cookieUse(call, value);
  if (name === 'setattr' && stringValue(positional[1]) !== undefined) return { kind: 'field', name: stringValue(positional[1])!, node: call, value };
  return { kind: 'argument', name: dottedText(callee) ?? name, node: call, value };
}

/** Whether a dictionary or a call is what a client gets: returned, or given to a response. */
function isSent(doc: PythonDoc, payload: PyNode): boolean {
  for (let node: PyNode = payload; ; node = node.parent!) {
    const parent = node.parent;
    if (!parent || node.kind === 'block') return false;
    if (parent.kind === 'return_statement') return true;
    if (parent.kind === 'argument_list' && RESPONSES.test(lastName(parent.parent!.field('function')) ?? '')) return true;
    if (parent.kind === 'assignment' && parent.field('left')!.kind === 'identifier') {
      const name = parent.field('left')!;
      return readsOf(doc, name, node).some((read) => read.parent!.kind === 'return_statement' ||
        (read.parent!.kind === 'argument_list' && RESPONSES.test(lastName(read.parent!.parent!.field('function')) ?? '')) ||
        (read.parent!.kind === 'keyword_argument' && read.parent!.field('name')!.text === 'content'));
    }
  }
}

function parameterBefore(text: string | undefined): string | undefined {
  return PARAMETER.exec(text ?? '')?.[1] ?? PATH.exec(text ?? '')?.[1];
}
