import { enclosingFunction, lastName, statementOf, statementsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { valueOf } from './environment.ts';
import { isStar } from './wildcard.ts';

const HEADER = /^access-control-allow-origin$/i;
const ORIGIN = /^(?:HTTP_)?ORIGIN$/i;
/** What a request keeps its headers in: `request.headers`, Django's `META`, WSGI's `environ`. */
const HEADERS = /(?:^|\.)(?:\w*headers|META|environ)$/;
const HARMLESS_CALLS = /^(?:get|add|set|append|setdefault|__setitem__|send_header|set_header|add_header|print|debug|info|warning|error|exception|log|str)$/;

/** How code names the origin of the caller: by a name, or by reading the request. */
export interface CallersOrigin {
  readonly text: string;
  readonly isName: boolean;
}

/** The origin of the caller, with or without something that stands in for none: `request.headers.get("Origin", "*")`. */
export function callersOrigin(doc: PythonDoc, node: PyNode | undefined): CallersOrigin | undefined {
  switch (node?.kind) {
    case 'parenthesized_expression': return callersOrigin(doc, node.named[0]);
    case 'boolean_operator': return node.field('operator')!.text === 'or' ? callersOrigin(doc, node.field('left')) : undefined;
    case 'conditional_expression': {
      const origin = callersOrigin(doc, node.named[0]);
      return origin && isPresence(node.named[1]!, origin) ? origin : undefined;
    }
    case 'identifier': return boundToOrigin(doc, node) ? { text: node.text, isName: true } : undefined;
    default: {
      const text = node && originRead(doc, node);
      return text === undefined ? undefined : { text, isName: false };
    }
  }
}

/** `request.headers.get("Origin")`, `request.META["HTTP_ORIGIN"]`, Flask's `request.origin`, as a read that gives nothing when it is absent. */
function originRead(doc: PythonDoc, node: PyNode): string | undefined {
  if (node.kind === 'attribute') return node.field('attribute')!.text === 'origin' && /^(flask|quart)\.request$/.test(doc.scopes.qualifiedName(node.field('object')) ?? '') ? node.text : undefined;
  if (node.kind === 'subscript') {
    const [object, key] = [node.field('value')!, node.field('subscript')!];
    return HEADERS.test(object.text) && ORIGIN.test(stringValue(key) ?? '') ? `${object.text}.get(${key.text})` : undefined;
  }
  if (node.kind !== 'call') return undefined;
  const callee = node.field('function')!;
  const [key] = node.field('arguments')!.named;
  const reads = callee.kind === 'attribute' && (callee.field('attribute')!.text === 'get' ? HEADERS.test(callee.field('object')!.text) : callee.field('attribute')!.text === 'get_header');
  return reads && ORIGIN.test(stringValue(key) ?? '') ? `${callee.text}(${key!.text})` : undefined;
}

function boundToOrigin(doc: PythonDoc, name: PyNode): boolean {
  const bindings = doc.scopes.lookup(name.text, name);
  const value = bindings.length === 1 ? valueOf(bindings[0]!) : undefined;
  return value !== undefined && value.kind !== 'identifier' && callersOrigin(doc, value) !== undefined;
}

/** Whether a condition asks only whether the request names an origin. */
export function isPresence(condition: PyNode, origin: CallersOrigin): boolean {
  if (condition.kind === 'parenthesized_expression') return isPresence(condition.named[0]!, origin);
  if (condition.text === origin.text) return true;
  if (condition.kind === 'comparison_operator') return condition.text === `${origin.text} is not None` || isHeaderThere(condition);
  return originKey(condition) !== undefined && !origin.isName;
}

function originKey(node: PyNode): string | undefined {
  return node.kind === 'call' && node.field('function')!.kind === 'attribute' && HEADERS.test(node.field('function')!.field('object')!.text)
    ? stringValue(node.field('arguments')!.named[0])?.match(ORIGIN)?.[0] : undefined;
}

/** `"Origin" in request.headers`. */
function isHeaderThere(comparison: PyNode): boolean {
  const [key, headers] = comparison.named;
  return ORIGIN.test(stringValue(key) ?? '') && HEADERS.test(headers?.text ?? '');
}

/** Whether the function around a node does more with the caller's origin than ask whether there is one: compares it, or hands it on. */
export function isLookedAt(at: PyNode, origin: CallersOrigin): boolean {
  const fn = enclosingFunction(at);
  if (!fn) return false;
  const word = origin.isName ? new RegExp(`\\b${origin.text}\\b`) : /\borigin\b/i;
  const isAboutIt = (node: PyNode) => word.test(node.text) && !isHeader(node);
  return [...fn.descendants('comparison_operator')].some((each) => !isHeaderThere(each) && !/^\S+ (?:is not|is|!=|==) (?:None|""|'')$/.test(each.text) && isAboutIt(each)) ||
    [...fn.descendants('call')].some((call) => {
      const callee = call.field('function')!;
      if (callee.kind === 'attribute' && callee.field('object')!.text === origin.text) return true;
      return !HARMLESS_CALLS.test(lastName(callee) ?? '') && !/headers/i.test(callee.text) && call.field('arguments')!.named.some((argument) => argument.text === origin.text);
    });
}

/** A header's name speaks of origins too. */
function isHeader(node: PyNode): boolean {
  return /access-control-allow-origin/i.test(node.text);
}

/** An `if` that answers for the caller's origin, and the branch of it that lets everybody else in. */
export interface Choice {
  readonly statement: PyNode;
  readonly condition: PyNode;
  readonly body: PyNode;
  /** The clause that only says `*`. */
  readonly otherwise?: PyNode;
}

/** `if origin:` around a header that echoes it, where everything in it sets headers of CORS. */
export function choiceAround(statement: PyNode, origin: CallersOrigin): Choice | undefined {
  const body = statement.parent!;
  const choice = body.parent!;
  if (body.kind !== 'block' || choice.kind !== 'if_statement' || choice.field('consequence') !== body) return undefined;
  const condition = choice.field('condition')!;
  const clauses = choice.children.filter(({ kind }) => kind === 'elif_clause' || kind === 'else_clause');
  if (!isPresence(condition, origin) || !statementsOf(body).every(setsCorsHeader) || clauses.some(({ kind }) => kind === 'elif_clause')) return undefined;
  const [otherwise] = clauses;
  if (!otherwise) return { statement: choice, condition, body };
  const isStarOnly = statementsOf(otherwise.field('body')).every((each) => setsCorsHeader(each) && [...each.descendants('string')].some(isStar));
  return isStarOnly ? { statement: choice, condition, body, otherwise } : undefined;
}

function setsCorsHeader(statement: PyNode): boolean {
  return statement.kind === 'expression_statement' && [...statement.descendants('string')].some((each) => /^(?:access-control-|vary$)/i.test(stringValue(each) ?? ''));
}

/** The `else` that holds nothing but a header, beside a branch with the caller's origin: that one was checked, or both go as one. */
export function elseBeside(doc: PythonDoc, statement: PyNode): { readonly clause: PyNode; readonly isChecked: boolean } | undefined {
  const clause = statement.parent?.kind === 'block' && statementsOf(statement.parent).length === 1 ? statement.parent.parent : undefined;
  if (clause?.kind !== 'else_clause') return undefined;
  const name = [...clause.parent!.field('consequence')!.descendants('string')].find(isHeader);
  const set = name?.parent;
  const value = set?.kind === 'subscript' ? set.parent!.field('right') : set?.kind === 'argument_list' ? set.named[1] : undefined;
  const origin = callersOrigin(doc, value);
  if (!origin) return undefined;
  if (isLookedAt(value!, origin)) return { clause, isChecked: true };
  return choiceAround(statementOf(value!), origin)?.otherwise === clause ? { clause, isChecked: false } : undefined;
}

/** The lists that functions which name the caller's origin in a header ask for it: `X` of `origin in X`. */
export function askedLists(doc: PythonDoc): PyNode[] {
  const functions = new Set([...doc.root.descendants('string')].filter((each) => HEADER.test(stringValue(each) ?? '')).flatMap((name) => enclosingFunction(name) ?? []));
  return [...functions].flatMap((fn) => [...fn.descendants('comparison_operator')].flatMap((comparison) => {
    const [asked, list] = comparison.named;
    return comparison.children.some(({ kind }) => kind === 'in' || kind === 'not in') && /origin/i.test(asked!.text) && stringValue(asked) === undefined && ['identifier', 'attribute'].includes(list!.kind) ? [list!] : [];
  }));
}
