import { enclosingFunction, lineStart, statementOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { answeredReason, namedReason, saidReason, servedReason } from '../on-purpose.ts';
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

/** Why a wildcard stays that the code calls public, or that is there for what its route serves. */
export function publicReason(doc: PythonDoc, at: PyNode): { readonly reason: string } | undefined {
  const comments = [...doc.root.descendants('comment')];
  const trailing = comments.find((comment) => comment.start >= at.end && !doc.text.slice(at.end, comment.start).includes('\n'));
  const lines = new Set([lineStart(doc, at.start), lineStart(doc, statementOf(at).start)]);
  const beside = [...(trailing ? [trailing.text] : []), ...[...lines].map((line) => words(blockAbove(doc, comments, line)))];
  const fn = enclosingFunction(at);
  const route = fn?.parent?.kind === 'decorated_definition' ? fn.parent : fn;
  const docstring = statementsOf(fn?.field('body'))[0]?.named[0];
  const about = [
    ...(route ? [words(blockAbove(doc, comments, lineStart(doc, route.start)))] : []), ...(docstring?.kind === 'string' ? [docstring.text] : []),
    ...(fn ? comments.filter((comment) => comment.isWithin(fn) && comment.start < at.start).map((comment) => words(blockAbove(doc, comments, comment.end + 1))) : []),
  ];
  const head = [/^(?:#[^\n]*\n)*/.exec(doc.text)![0], /^(?:#[^\n]*\n|\s)*("""[\s\S]*?""")/.exec(doc.text)?.[1] ?? ''];
  const reason = saidReason(beside, about, head) ?? servedReason(routePath(fn));
  return reason === undefined ? undefined : { reason };
}

function routePath(fn: PyNode | undefined): string | undefined {
  return fn?.parent?.kind === 'decorated_definition' ? /^@[\w.]+\(\s*["']([^"']*)["']/.exec(fn.parent.text)?.[1] : undefined;
}

/** Why a header stays for the answers it goes with. */
export function publicAnswer(doc: PythonDoc, header: PyNode): { readonly reason: string } | undefined {
  const answer = header.kind === 'pair' ? header.closest('call') ?? header.parent! : header.closest('function_definition');
  const constant = header.kind === 'pair' && !enclosingFunction(header) ? statementOf(header).named[0]?.field('left')?.text : undefined;
  const paths = constant === undefined ? [] : doc.scopes.usesOf(constant).flatMap((use) => enclosingFunction(use) ?? []).map(routePath);
  const served = paths.length > 0 && paths.every((path) => servedReason(path) !== undefined) ? servedReason(paths[0]) : undefined;
  const reason = served ?? namedReason(enclosingFunction(header)?.field('name')?.text, doc.path) ?? answeredReason(answer?.text ?? '', enclosingFunction(header)?.text ?? '');
  return reason === undefined ? undefined : { reason };
}

/** Edits that drop the comments right above headers of CORS that go, which are only about them. */
export function commentsAboutCors(doc: PythonDoc, node: PyNode): Edit[] {
  const above = blockAbove(doc, [...doc.root.descendants('comment')], lineStart(doc, node.start));
  const isAbout = above.length > 0 && /\bCORS\b|\bcross-origin\b|access-control|\bpreflight\b/i.test(words(above)) && !above.some(keeps);
  return isAbout ? above.map((comment) => ({ start: lineStart(doc, comment.start), end: comment.end + 1, text: '' })) : [];
}

/** Markers for tools are not prose. */
function keeps(comment: PyNode): boolean {
  return /#\s*(noqa|nosec|type:|pylint|pragma|checkmod-ignore|fmt:)/i.test(comment.text);
}

/** Whole comment lines right above a line; a sentence goes with the lines it goes on over, or not at all. */
function staleAbove(doc: PythonDoc, comments: readonly PyNode[], line: number): Edit[] {
  return sentences(blockAbove(doc, comments, line)).filter((sentence) => isStale(words(sentence)) && !sentence.some(keeps))
    .flatMap((sentence) => sentence.map((comment) => ({ start: lineStart(doc, comment.start), end: comment.end + 1, text: '' })));
}

function blockAbove(doc: PythonDoc, comments: readonly PyNode[], line: number): PyNode[] {
  const block: PyNode[] = [];
  for (let end = line; ;) {
    const above = comments.find((comment) => comment.end === end - 1 && doc.text.slice(lineStart(doc, comment.start), comment.start).trim() === '');
    if (!above) return block;
    block.unshift(above);
    end = lineStart(doc, above.start);
  }
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
