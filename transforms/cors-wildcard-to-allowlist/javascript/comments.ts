import { enclosingFunction, functionName, isCall, lastName, lineEnd, lineStart, statementOf, stringValue, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Comment, Node } from '../../../src/languages/javascript/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { answeredReason, namedReason, saidReason, servedReason } from '../on-purpose.ts';
import { isStale } from '../stale.ts';

/** Why a wildcard stays that the code calls public, or that is there for what its route serves. */
export function publicReason(doc: JavaScriptDoc, node: Node): { readonly reason: string } | undefined {
  const reason = saidReason(commentsAround(doc, node).map(({ value }) => value), commentsOfRoute(doc, node), headComments(doc)) ?? servedReason(routePath(doc, node));
  return reason === undefined ? undefined : { reason };
}

/** Why a header stays for the answers it goes with. */
export function publicAnswer(doc: JavaScriptDoc, header: Node): { readonly reason: string } | undefined {
  const fn = enclosingFunction(doc.tree, header);
  const object = header.type === 'ObjectProperty' ? doc.tree.parent(header) : undefined;
  const call = object && [...doc.tree.ancestors(object)].find((each) => isCall(each) || each.type === 'NewExpression');
  const handler = fn ? textOf(doc, fn) : '';
  const reason = namedReason(fn && functionName(doc.tree, fn), doc.path) ?? answeredReason(object ? textOf(doc, call ?? object) : handler, handler);
  return reason === undefined ? undefined : { reason };
}

/** Comments further up in the function, and above its route. */
function commentsOfRoute(doc: JavaScriptDoc, node: Node): string[] {
  const fn = enclosingFunction(doc.tree, node);
  const inside = fn ? doc.tree.comments.filter(({ start, end }) => start! > fn.start! && end! < node.start!).flatMap(({ end }) => blockText(doc, lineEnd(doc, end!) + 1)) : [];
  const route = fn ? blockText(doc, lineStart(doc, statementOf(doc.tree, fn).start!)) : [];
  return [...inside, ...route];
}

/** Comments that head the file. */
function headComments(doc: JavaScriptDoc): string[] {
  const [first] = doc.tree.comments;
  return first && doc.text.slice(0, first.start!).trim() === '' ? blockText(doc, headEnd(doc, first)) : [];
}

/** Where the comments end that head the file. */
function headEnd(doc: JavaScriptDoc, first: Comment): number {
  let end = lineEnd(doc, first.end!) + 1;
  for (const { start, end: last } of doc.tree.comments) if (start! >= end && doc.text.slice(end, start!).trim() === '' && !doc.text.slice(end, start!).includes('\n')) end = lineEnd(doc, last!) + 1;
  return end;
}

function blockText(doc: JavaScriptDoc, line: number): string[] {
  const text = blockAbove(doc, line).map(({ value }) => value.trim()).join(' ');
  return text === '' ? [] : [text];
}

/** The path of `app.get('/embed.js', …)` around a node. */
function routePath(doc: JavaScriptDoc, node: Node): string | undefined {
  const call = [...doc.tree.ancestors(node)].find((each) => isCall(each) && /^(get|post|put|patch|delete|all|use|options|head)$/.test(lastName(each.callee) ?? '') && stringValue(each.arguments[0])?.startsWith('/'));
  return call && isCall(call) ? stringValue(call.arguments[0]) : undefined;
}

/** Edits that drop the comments on and above the lines of a replaced wildcard that the change makes untrue. */
export function staleComments(doc: JavaScriptDoc, replaced: Node): Edit[] {
  const edits: Edit[] = [];
  const trailing = trailingComment(doc, replaced);
  if (trailing && isProse(trailing) && isStale(trailing.value)) {
    const space = /[ \t]*$/.exec(doc.text.slice(0, trailing.start!))![0].length;
    edits.push({ start: trailing.start! - space, end: trailing.end!, text: '' });
  }
  for (const line of linesOf(doc, replaced)) {
    for (const sentence of sentences(blockAbove(doc, line))) {
      if (!isStale(sentence.map(({ value }) => value.trim()).join(' ')) || !sentence.every(isProse)) continue;
      edits.push(...sentence.map((comment) => ({ start: lineStart(doc, comment.start!), end: Math.min(lineEnd(doc, comment.end!) + 1, doc.text.length), text: '' })));
    }
  }
  return edits;
}

/** Edits that drop the comments right above headers of CORS that go, which are only about them. */
export function commentsAboutCors(doc: JavaScriptDoc, node: Node): Edit[] {
  const above = blockAbove(doc, lineStart(doc, node.start!));
  const isAbout = above.length > 0 && /\bCORS\b|\bcross-origin\b|access-control|\bpreflight\b/i.test(above.map(({ value }) => value).join(' ')) && above.every(isProse);
  return isAbout ? above.map((comment) => ({ start: lineStart(doc, comment.start!), end: Math.min(lineEnd(doc, comment.end!) + 1, doc.text.length), text: '' })) : [];
}

function commentsAround(doc: JavaScriptDoc, node: Node): Comment[] {
  const trailing = trailingComment(doc, node);
  return [...(trailing ? [trailing] : []), ...linesOf(doc, node).flatMap((line) => blockAbove(doc, line))];
}

/** Where the line of the node and the first line of its statement begin. */
function linesOf(doc: JavaScriptDoc, node: Node): number[] {
  return [...new Set([lineStart(doc, node.start!), lineStart(doc, statementOf(doc.tree, node).start!)])];
}

function trailingComment(doc: JavaScriptDoc, node: Node): Comment | undefined {
  return doc.tree.comments.find((comment) => comment.start! >= node.end! && /^[\s,;)}\]]*$/.test(doc.text.slice(node.end!, comment.start!)) && !doc.text.slice(node.end!, comment.start!).includes('\n') &&
    doc.text.slice(comment.end!, lineEnd(doc, comment.end!)).trim() === '');
}

/** Whole-line comments right above a line. */
function blockAbove(doc: JavaScriptDoc, line: number): Comment[] {
  const block: Comment[] = [];
  for (let end = line; ;) {
    const above = doc.tree.comments.find((comment) => comment.end === end - 1 && doc.text.slice(lineStart(doc, comment.start!), comment.start!).trim() === '');
    if (!above) return block;
    block.unshift(above);
    end = lineStart(doc, above.start!);
  }
}

/** A sentence goes with the lines it goes on over, or not at all. */
function sentences(block: readonly Comment[]): Comment[][] {
  const all: Comment[][] = [];
  for (const comment of block) {
    const goesOn = all.length > 0 && /^\s*[a-z(]/.test(comment.value) && !/[.:!?]\s*$/.test(all.at(-1)!.at(-1)!.value);
    if (goesOn) all.at(-1)!.push(comment);
    else all.push([comment]);
  }
  return all;
}

/** Markers for tools are not prose, nor is a comment of several lines one thing. */
function isProse({ value }: Comment): boolean {
  return !/eslint|biome|prettier|@ts-|checkmod-ignore|istanbul|sonar/i.test(value) && !value.includes('\n');
}
