import { lineStart, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { isStale } from '../stale.ts';

/** Edits that drop the comments on and above the lines of a replaced wildcard that the change makes untrue. */
export function staleComments(doc: PythonDoc, replaced: PyNode): Edit[] {
  const comments = [...doc.root.descendants('comment')];
  const edits: Edit[] = [];
  const trailing = comments.find((comment) => comment.start >= replaced.end && !doc.text.slice(replaced.end, comment.start).includes('\n'));
  if (trailing && isStale(trailing.text) && !keeps(trailing)) {
    const space = /[ \t]*$/.exec(doc.text.slice(0, trailing.start))![0].length;
    edits.push({ start: trailing.start - space, end: trailing.end, text: '' });
  }
  for (const line of new Set([lineStart(doc, replaced.start), lineStart(doc, statementOf(replaced).start)])) {
    edits.push(...staleAbove(doc, comments, line));
  }
  return edits;
}

/** Markers for tools are not prose. */
function keeps(comment: PyNode): boolean {
  return /#\s*(noqa|nosec|type:|pylint|pragma|checkmod-ignore|fmt:)/i.test(comment.text);
}

/** Whole comment lines right above a line; a sentence goes with the lines it goes on over, or not at all. */
function staleAbove(doc: PythonDoc, comments: readonly PyNode[], line: number): Edit[] {
  const block: PyNode[] = [];
  for (let end = line; ;) {
    const above = comments.find((comment) => comment.end === end - 1 && doc.text.slice(lineStart(doc, comment.start), comment.start).trim() === '');
    if (!above) break;
    block.unshift(above);
    end = lineStart(doc, above.start);
  }
  return sentences(block).filter((sentence) => isStale(words(sentence)) && !sentence.some(keeps))
    .flatMap((sentence) => sentence.map((comment) => ({ start: lineStart(doc, comment.start), end: comment.end + 1, text: '' })));
}

function sentences(block: readonly PyNode[]): PyNode[][] {
  const all: PyNode[][] = [];
  for (const comment of block) {
    const goesOn = all.length > 0 && /^#\s*[a-z(]/.test(comment.text) && !/[.:!?]\s*$/.test(all.at(-1)!.at(-1)!.text);
    if (goesOn) all.at(-1)!.push(comment);
    else all.push([comment]);
  }
  return all;
}

function words(sentence: readonly PyNode[]): string {
  return sentence.map(({ text }) => text.replace(/^#+\s*/, '')).join(' ');
}
