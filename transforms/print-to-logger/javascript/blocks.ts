import { isCall, isFunction, lastName, lineOf, statementOf, statementsIn, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { consoleMethod } from './calls.ts';
import { isDecoration } from './decoration.ts';
import type { File } from './file.ts';
import { isRuleExpression, Message } from './message.ts';
import { renderedAt } from './rendering.ts';

/** How a point of a list begins. */
const POINT = /^\s*([-*•·→↳|├└]|\d+[.)])\s/;
/** `To: {}`, `Subject: {}`. */
const LABELLED = /^\s*(?!(?:warn|error|info|debug|note)[\p{L} ]*:)\p{L}[\p{L} ]{0,20}:(?:\s|$)/iu;

/** The calls that show one thing with this one, itself included: what a frame holds, a heading and its points, labelled lines. */
export function shownTogether({ doc }: File, call: AnyCall): readonly AnyCall[] {
  const run = runAround(doc, call);
  const texts = run.filter((each) => !isDecoration(doc, each, consoleMethod(doc, each.callee)!));
  const isRule = (each: AnyCall | undefined) => each !== undefined && !texts.includes(each) && each.arguments.some((argument) => isRuleExpression(doc, argument));
  const isFramed = run.filter(isRule).length > 1 && (isRule(run[0]) || isRule(run.at(-1)));
  if (isFramed && !texts.some((each) => Message.read(doc, each.arguments[0])?.tag)) return texts;
  return groupsOf(doc, texts).find((group) => group.includes(call)) ?? [call];
}

/** Calls in groups, each a heading and what goes on with it: points, lines that stand further in, labelled lines. */
function groupsOf(doc: JavaScriptDoc, calls: readonly AnyCall[]): AnyCall[][] {
  const groups: AnyCall[][] = [];
  for (const call of calls) {
    const group = groups.at(-1);
    if (group && goesOn(doc, group, call)) group.push(call);
    else groups.push([call]);
  }
  return groups;
}

/** Why a call stays for the sake of another: what they show would be torn apart. */
export function tornReason(file: File, call: AnyCall): string | undefined {
  for (const other of shownTogether(file, call)) {
    const rendered = other === call ? undefined : renderedAt(file, other);
    if (rendered && 'reason' in rendered) return `the call on line ${lineOf(file.doc, other.start!)} shows the same thing and stays: ${rendered.reason}`;
  }
  return undefined;
}

/** Whether one call runs under a condition that the other is not under. */
export function isUnderCondition(doc: JavaScriptDoc, call: AnyCall, other: AnyCall): boolean {
  const conditions = (node: Node) => [...doc.tree.ancestors(node)].filter(({ type }) => type === 'IfStatement');
  return conditions(call).length !== conditions(other).length || conditions(call).some((each) => !conditions(other).includes(each));
}

/** Calls of `console` one below the other, in order; those of a loop or a condition among them that does nothing else too. */
export function runAround(doc: JavaScriptDoc, call: AnyCall): readonly AnyCall[] {
  let statement = statementOf(doc.tree, call);
  for (let owner = ownerOf(doc, statement); owner && onlyShows(doc, owner); owner = ownerOf(doc, statement)) statement = owner;
  const siblings = statementsIn(doc.tree.parent(statement));
  const at = siblings.indexOf(statement);
  let first = at;
  let last = at;
  while (first > 0 && isTogether(doc, siblings[first - 1]!, siblings[first]!)) first -= 1;
  while (last < siblings.length - 1 && isTogether(doc, siblings[last]!, siblings[last + 1]!)) last += 1;
  const run = siblings.slice(first, last + 1).flatMap((each) => shownIn(doc, each));
  return run.includes(call) ? run : [call];
}

function goesOn(doc: JavaScriptDoc, group: readonly AnyCall[], call: AnyCall): boolean {
  const [heading, above, below] = [group[0]!, group.at(-1)!, call].map((each) => shownText(doc, each)) as [string, string, string];
  const isFurtherIn = indentOf(below) >= 2 && indentOf(below) > indentOf(heading);
  const isHeading = /^[^:]*:\s*$/.test(above) && group.at(-1)!.arguments.length === 1;
  return POINT.test(below) || isFurtherIn || isHeading || (LABELLED.test(above) && LABELLED.test(below));
}

function shownText(doc: JavaScriptDoc, call: AnyCall): string {
  return Message.read(doc, call.arguments[0])?.text.replace(/^\n+/, '') ?? '';
}

function indentOf(text: string): number {
  return /^\s*/.exec(text)![0].length;
}

/** The call of `console` a statement is. */
function shownBy(doc: JavaScriptDoc, statement: Node): AnyCall | undefined {
  const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  return isCall(call) && consoleMethod(doc, call.callee) !== undefined ? call : undefined;
}

function shownIn(doc: JavaScriptDoc, statement: Node): AnyCall[] {
  const own = shownBy(doc, statement);
  return own ? [own] : doc.tree.inside(statement, 'ExpressionStatement').flatMap((each) => shownBy(doc, each) ?? []);
}

/** The loop or condition a statement stands in. */
function ownerOf(doc: JavaScriptDoc, statement: Node): Node | undefined {
  const parent = doc.tree.parent(statement);
  const owner = parent?.type === 'BlockStatement' ? doc.tree.parent(parent) : parent;
  if (isFunction(owner)) return eachOf(doc, owner);
  return owner && /^(For|ForOf|ForIn|If)Statement$/.test(owner.type) ? owner : undefined;
}

/** The statement `rows.forEach((row) => …)` that a function is the callback of. */
function eachOf(doc: JavaScriptDoc, fn: Node): Node | undefined {
  const call = doc.tree.parent(fn);
  const statement = isCall(call) && lastName(call.callee) === 'forEach' && call.arguments[0] === fn ? doc.tree.parent(call) : undefined;
  return statement?.type === 'ExpressionStatement' ? statement : undefined;
}

/** Whether a loop or a condition does nothing but show something. */
function onlyShows(doc: JavaScriptDoc, statement: Node): boolean {
  const isShown = (each: Node): boolean => shownBy(doc, each) !== undefined || onlyShows(doc, each);
  switch (statement.type) {
    case 'BlockStatement': return statement.body.length > 0 && statement.body.every(isShown);
    case 'ForStatement': case 'ForOfStatement': case 'ForInStatement': return isShown(statement.body);
    case 'IfStatement': return isShown(statement.consequent) && (!statement.alternate || isShown(statement.alternate));
    case 'ExpressionStatement': {
      const call = statement.expression;
      const callback = isCall(call) && lastName(call.callee) === 'forEach' ? call.arguments[0] : undefined;
      return isFunction(callback) && callback.body.type === 'BlockStatement' && onlyShows(doc, callback.body);
    }
    default: return false;
  }
}

/** Whether two statements show something, with no blank line between. */
function isTogether(doc: JavaScriptDoc, one: Node, other: Node): boolean {
  const isShown = (statement: Node) => shownBy(doc, statement) !== undefined || onlyShows(doc, statement);
  return isShown(one) && isShown(other) && !/\n[ \t]*\r?\n/.test(doc.text.slice(one.end!, other.start!));
}
