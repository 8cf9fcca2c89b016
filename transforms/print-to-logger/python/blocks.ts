import { stringValue, argumentsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { isDecorationStatement } from './decoration.ts';
import { isPrint, type File } from './file.ts';
import { Message } from './message.ts';

/** How a line begins that goes on with what the line above it shows. */
const CONTINUES = /^([ \t]{2,}|\s*([-*•·→↳|├└]|\d+[.)])\s)/;
/** `To: {}`, `Subject: {}`. */
const LABELLED = /^\s*(?!(?:warn|error|info|debug|note)[\p{L} ]*:)\p{L}[\p{L} ]{0,20}:(?:\s|$)/iu;

/** Prints one below the other, in order; those of a loop or a condition among them that does nothing else too. */
export function runAround(file: File, call: PyNode): readonly PyNode[] {
  let statement = call.parent!;
  for (let owner = ownerOf(statement); owner && onlyPrints(file, owner); owner = ownerOf(statement)) statement = owner;
  const siblings = statement.parent!.named;
  const at = siblings.indexOf(statement);
  let first = at;
  let last = at;
  while (first > 0 && isTogether(file, siblings[first - 1]!, siblings[first]!)) first -= 1;
  while (last < siblings.length - 1 && isTogether(file, siblings[last]!, siblings[last + 1]!)) last += 1;
  return siblings.slice(first, last + 1).flatMap((each) => printsIn(file, each));
}

/** The statements of a block that are prints with nothing but prints between them and this one. */
export function printsBeside(file: File, call: PyNode): readonly PyNode[] {
  const siblings = call.parent!.parent!.named.filter(({ kind }) => kind !== 'comment');
  const at = siblings.indexOf(call.parent!);
  const before = siblings.slice(0, at).findLastIndex((each) => !isPrint(file, each)) + 1;
  const after = siblings.findIndex((each, index) => index > at && !isPrint(file, each));
  return siblings.slice(before, after < 0 ? siblings.length : after);
}

/** The prints that show one thing with this one, itself included: what a frame holds, a heading and its points, labelled lines. */
export function shownTogether(file: File, call: PyNode): readonly PyNode[] {
  const run = runAround(file, call);
  const isRule = (print: PyNode | undefined) => print !== undefined && isDecorationStatement(file, print.parent!) && argumentsOf(print).positional.length > 0;
  const texts = run.filter((print) => !isDecorationStatement(file, print.parent!));
  const isFramed = run.filter(isRule).length > 1 && (isRule(run[0]) || isRule(run.at(-1)));
  const tags = texts.map((print) => Message.read(argumentsOf(print).positional[0])?.takeTag());
  if (isFramed && tags.every((tag, index) => tag === undefined || (index === 0 && tag === 'debug'))) return texts;
  const at = texts.indexOf(call);
  let first = at;
  let last = at;
  while (first > 0 && goesOn(texts[first - 1]!, texts[first]!)) first -= 1;
  while (last < texts.length - 1 && goesOn(texts[last]!, texts[last + 1]!)) last += 1;
  return texts.slice(first, last + 1);
}

/** Whether one of two prints goes on with what the other begins. */
function goesOn(one: PyNode, other: PyNode): boolean {
  const [above, below] = [textOf(one), textOf(other)];
  const isHeading = /^[^:]*:\s*$/.test(above) && argumentsOf(one).positional.length === 1;
  return CONTINUES.test(below) || isHeading || (LABELLED.test(above) && LABELLED.test(below));
}

function textOf(print: PyNode): string {
  return Message.read(argumentsOf(print).positional[0])?.text ?? '';
}

/** Whether a print goes on in the same line: `end=""`. */
export function staysInLine(print: PyNode): boolean {
  const end = argumentsOf(print).keywords.get('end');
  return end !== undefined && end.kind !== 'none' && !/\\n$/.test(stringValue(end) ?? '\\n');
}

/** The print before this one in its block that left its line open. */
export function opensLineOf(file: File, call: PyNode): PyNode | undefined {
  const siblings = call.parent!.parent!.named;
  const before = siblings.slice(0, siblings.indexOf(call.parent!)).filter((statement) => isPrint(file, statement)).at(-1)?.named[0];
  return before && staysInLine(before) ? before : undefined;
}

function printsIn(file: File, statement: PyNode): PyNode[] {
  return isPrint(file, statement) ? [statement.named[0]!] : statement.descendants('expression_statement').filter((each) => isPrint(file, each)).map((each) => each.named[0]!);
}

/** The loop or condition a statement stands in. */
function ownerOf(statement: PyNode): PyNode | undefined {
  const owner = statement.parent?.kind === 'block' ? statement.parent.parent : undefined;
  if (owner?.kind === 'else_clause' || owner?.kind === 'elif_clause') return owner.parent?.kind === 'if_statement' ? owner.parent : undefined;
  return owner?.kind === 'for_statement' || owner?.kind === 'if_statement' ? owner : undefined;
}

function onlyPrints(file: File, statement: PyNode): boolean {
  if (statement.kind !== 'for_statement' && statement.kind !== 'if_statement') return false;
  const blocks = statement.children.flatMap((child) => (child.kind === 'block' ? [child] : child.children.filter(({ kind }) => kind === 'block')));
  return blocks.flatMap((block) => block.named).every((each) => isPrint(file, each) || onlyPrints(file, each));
}

/** Whether two statements are prints, or loops of them, with no blank line between. */
function isTogether(file: File, one: PyNode, other: PyNode): boolean {
  const isShown = (statement: PyNode) => isPrint(file, statement) || onlyPrints(file, statement);
  return isShown(one) && isShown(other) && !/\n[ \t]*\n/.test(textBetween(file.doc, one, other));
}

function textBetween(doc: PythonDoc, one: PyNode, other: PyNode): string {
  return doc.text.slice(one.end, other.start);
}

/** Whether one print runs under a condition that the other is not under. */
export function isUnderCondition(print: PyNode, other: PyNode): boolean {
  const conditions = (node: PyNode) => [...node.ancestors()].filter(({ kind }) => /^(if_statement|elif_clause|else_clause)$/.test(kind));
  return conditions(print).length !== conditions(other).length || conditions(print).some((each) => !conditions(other).includes(each));
}
