import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { envReadOf } from './environment.ts';
import type { PyNode } from './tree.ts';

/** A value of Python as far as flags are made of it. */
export type Plain = string | number | boolean | null | readonly Plain[];

/**
 * What an expression gives in a process where no variable of the environment is set, such as `true` for
 * `os.getenv("DEBUG", "1") == "1"`; undefined where that cannot be told.
 */
export function whenUnset(doc: PythonDoc, node: PyNode | undefined): Plain | undefined {
  if (!node) return undefined;
  const text = stringValue(node);
  if (text !== undefined) return text;
  const of = (each: PyNode | undefined) => whenUnset(doc, each);
  switch (node.kind) {
    case 'true': return true;
    case 'false': return false;
    case 'none': return null;
    case 'integer': return Number(node.text);
    case 'parenthesized_expression': return of(node.named[0]);
    case 'list': case 'tuple': case 'set': {
      const values = node.named.map(of);
      return values.every((value) => value !== undefined) ? values as Plain[] : undefined;
    }
    case 'not_operator': {
      const value = of(node.field('argument'));
      return value === undefined ? undefined : !isTrue(value);
    }
    case 'boolean_operator': {
      const left = of(node.field('left'));
      if (left === undefined) return undefined;
      return isTrue(left) === (node.field('operator')!.text === 'or') ? left : of(node.field('right'));
    }
    case 'conditional_expression': {
      const test = of(node.named[1]);
      return test === undefined ? undefined : of(node.named[isTrue(test) ? 0 : 2]);
    }
    case 'comparison_operator': return compared(node, of);
    case 'identifier': return ofName(doc, node);
    case 'call': case 'subscript': return ofCall(doc, node, of);
    default: return undefined;
  }
}

/** A name bound once, at module level or in the function around. */
function ofName(doc: PythonDoc, node: PyNode): Plain | undefined {
  const [binding, ...more] = doc.scopes.lookup(node.text, node);
  const assignment = binding?.node.parent;
  if (more.length > 0 || binding?.kind !== 'assignment' || assignment?.kind !== 'assignment' || node.isWithin(assignment)) return undefined;
  return whenUnset(doc, assignment.field('right'));
}

function ofCall(doc: PythonDoc, node: PyNode, of: (node: PyNode | undefined) => Plain | undefined): Plain | undefined {
  const read = envReadOf(doc, node);
  if (read) {
    if (read.required) return undefined;
    const value = read.fallback && !isBehindOr(read.fallback, node) ? of(read.fallback) : null;
    return value === undefined ? undefined : cast(node, value);
  }
  if (node.kind !== 'call') return undefined;
  const callee = node.field('function')!;
  const { positional } = argumentsOf(node);
  const name = lastName(callee);
  if (callee.kind === 'attribute') {
    const object = of(callee.field('object'));
    if (typeof object !== 'string') return undefined;
    if (name === 'lower' || name === 'casefold') return object.toLowerCase();
    if (name === 'upper') return object.toUpperCase();
    return name === 'strip' ? object.trim() : undefined;
  }
  const value = of(positional[0]);
  if (value === undefined || callee.kind !== 'identifier') return undefined;
  if (name === 'bool') return isTrue(value);
  if (name === 'int') return Number(value);
  return name === 'str' ? String(value) : undefined;
}

/** The fallback stands behind an `or` around the call rather than in it. */
function isBehindOr(fallback: PyNode, call: PyNode): boolean {
  return !fallback.isWithin(call);
}

/** `config("DEBUG", default="True", cast=bool)` and `env.bool("DEBUG", "True")` make a truth value of a text. */
function cast(call: PyNode, value: Plain): Plain {
  const isFlag = call.kind === 'call' && (argumentsOf(call).keywords.get('cast')?.text === 'bool' || /bool$/.test(lastName(call.field('function')) ?? ''));
  return isFlag && typeof value === 'string' ? /^(1|true|yes|on|y|t)$/i.test(value) : value;
}

function compared(node: PyNode, of: (node: PyNode | undefined) => Plain | undefined): Plain | undefined {
  const [leftNode, rightNode, ...more] = node.named;
  const left = of(leftNode);
  const right = of(rightNode);
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const operator = node.children.filter((child) => child !== leftNode && child !== rightNode).map(({ text }) => text).join(' ');
  const isIn = Array.isArray(right) ? right.includes(left) : typeof right === 'string' && typeof left === 'string' && right.includes(left);
  switch (operator) {
    case '==': case 'is': return left === right;
    case '!=': case 'is not': return left !== right;
    case 'in': return isIn;
    case 'not in': return !isIn;
    default: return undefined;
  }
}

export function isTrue(value: Plain): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
