import { enclosingFunction, lineEnd, lineStart, statementOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Comment, Node } from '../../../src/languages/javascript/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { isStale } from '../stale.ts';

/** Says that the wildcard is meant: whoever embeds, plays or links it calls from a site of their own. */
const PUBLIC = /\b(public(ly)?|widgets?|embed(s|ded|dable|ding)?|third[- ]part(y|ies)|as (an )?API|external sites?|any website|cdn|fonts?|playback|(audio|video|media|images?|fonts?) (playback|stream\w*|files?|loading)|badges?|oembed)\b/i;

/** Why a wildcard stays that the code calls public. */
export function publicReason(doc: JavaScriptDoc, node: Node): { readonly reason: string } | undefined {
  const said = commentsAround(doc, node).map(({ value }) => value).find((text) => PUBLIC.test(text)) ?? saidAbove(doc, node);
  return said === undefined || said === '' ? undefined : { reason: `the comment says it is meant for other sites: "${shortened(said.replace(/^[\s*]+|[\s*]+$/g, '').split('\n')[0]!.trim())}"` };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A comment further up in the function that speaks of CORS and other sites. */
function saidAbove(doc: JavaScriptDoc, node: Node): string | undefined {
  const fn = enclosingFunction(doc.tree, node);
  const above = fn ? doc.tree.comments.filter(({ start, end }) => start! > fn.start! && end! < node.start!) : [];
  return above.flatMap(({ end }) => {
    const text = blockAbove(doc, lineEnd(doc, end!) + 1).map(({ value }) => value.trim()).join(' ');
    return /\bCORS\b|\bcross-origin\b/i.test(text) && MEANT.test(text) ? [text] : [];
  })[0];
}
const MEANT = /\b(public|permissive|widget|embed\w*)\b/i;

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
