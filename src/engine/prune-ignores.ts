import type { Suppression } from '../languages/types.ts';
import type { Edit, Span } from '../types.ts';

const MARKER = /checkmod-ignore:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/gi;
/** What joins a comment of ours to the text before it. */
const JOINT = /[\s,;:–—-]+$/;

/**
 * The edit that takes ids out of a comment of ours: the ids alone while others are left, else our words with their reason,
 * and the comment with its line or the spaces before it when it says nothing else. `sign` starts a comment of one line.
 */
export function withoutIds(text: string, { span, ids }: Suppression, unused: readonly string[], sign: string): Edit {
  const comment = text.slice(span.start, span.end);
  const marker = [...comment.matchAll(MARKER)].find((match) => match[1]!.split(/[\s,]+/).join() === ids.join())!;
  const kept = ids.filter((id) => !unused.includes(id));
  const end = marker.index + marker[0].length;
  if (kept.length > 0) return { start: span.start + end - marker[1]!.length, end: span.start + end, text: kept.join(', ') };
  const left = comment.startsWith(sign) ? withoutPart(comment, marker.index, sign) : withoutWords(comment, marker.index);
  return left === '' ? { ...wholeComment(text, span), text: '' } : { start: span.start, end: span.end, text: left };
}

/** A comment of one line is several where its sign stands in it again: `# noqa  # checkmod-ignore: …`. */
function withoutPart(comment: string, at: number, sign: string): string {
  const starts = [0, ...Array.from(comment.matchAll(new RegExp(`(?<=\\s)${sign}(?=\\s?[a-z])`, 'gi')), ({ index }) => index)];
  const start = starts.findLast((each) => each <= at)!;
  const end = starts.find((each) => each > at) ?? comment.length;
  const own = comment.slice(start, at);
  const before = hasWords(own) ? comment.slice(0, at) : comment.slice(0, start);
  return [before.replace(JOINT, ''), comment.slice(end)].filter(Boolean).join('  ');
}

/** In a comment between `/*` and its end our words go up to the end of their line. */
function withoutWords(comment: string, at: number): string {
  const body = comment.length - 2;
  const lineEnd = comment.indexOf('\n', at);
  const end = lineEnd < 0 ? body : lineEnd;
  if (!hasWords(comment.slice(2, at) + comment.slice(end, body))) return '';
  const lineStart = comment.lastIndexOf('\n', at) + 1;
  if (lineStart > 0 && lineEnd >= 0 && !hasWords(comment.slice(lineStart, at))) return comment.slice(0, lineStart) + comment.slice(lineEnd + 1);
  return `${comment.slice(0, at).replace(JOINT, '')}${lineEnd < 0 ? ' ' : ''}${comment.slice(end)}`;
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A comment with its line when nothing else is on it, else with the spaces before it, or after it in front of code. */
function wholeComment(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextLine = text.indexOf('\n', end);
  const lineEnd = nextLine < 0 ? text.length : nextLine;
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd);
  if (after.trim() !== '') return { start, end: end + after.length - after.trimStart().length };
  if (before.trim() !== '') return { start: lineStart + before.trimEnd().length, end: lineEnd };
  return nextLine < 0 ? { start: Math.max(lineStart - 1, 0), end: lineEnd } : { start: lineStart, end: nextLine + 1 };
}
