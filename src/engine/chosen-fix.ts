import type { Doc } from '../languages/types.ts';
import type { Edit, Fix, Need, Span } from '../types.ts';

/** Needs that are text inside a place's new text, and gone when a person writes that text. */
const WRITTEN_OUT = new Set(['handler-log', 'binding']);
/** Needs that bind a name, which goes unused when the text does not have it. */
const BINDING_NAMES = new Set(['import', 'logger', 'block']);

/**
 * A fix with the new text of its place as a person wrote it: what lies outside the place stays, and of what the fix needs
 * stays what a name in the text, or in an edit that stays, still asks for.
 */
export function editedFix(fix: Fix, span: Span, text: string): Fix {
  const edits: Edit[] = [{ start: span.start, end: span.end, text }, ...fix.edits.filter((edit) => !isWithin(edit, span))];
  const needs = fix.needs ?? [];
  const written = needs.filter((need) => WRITTEN_OUT.has(need.kind) && isWithin(spanOf(need), span));
  const others = needs.filter((need) => !written.includes(need));
  const code = [...edits, ...others.filter(({ text: own }) => own !== undefined)].map((each) => String(each.text)).join('\n');
  const isUsed = ({ kind, name, module }: Need) => !BINDING_NAMES.has(kind) || hasWord(code, String(name ?? module ?? ''));
  const elsewhere = fix.elsewhere?.map((each) => ({ ...each, needs: each.needs?.filter(isUsed) ?? [] })).filter((each) => each.edits.length + each.needs.length > 0);
  return {
    ...fix, edits, ...(elsewhere && { elsewhere }),
    needs: [...others, ...written.flatMap(ownNeeds)].filter(isUsed),
    provides: [...(fix.provides ?? []), ...written.map(({ key }) => key)],
  };
}

/** A comment above the place, which keeps it as it is from now on. */
export function ignoringFix(doc: Doc, { start }: Span, comment: string, transform: string, reason: string | undefined): Fix {
  const line = doc.text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(doc.text.slice(line))![0];
  return { edits: [{ start: line, end: line, text: `${indent}${comment} checkmod-ignore: ${transform}${reason === undefined ? '' : ` ${reason}`}\n` }] };
}

function ownNeeds(need: Need): readonly Need[] {
  return (need['needs'] ?? []) as unknown as readonly Need[];
}

function spanOf(need: Need): Span {
  return { start: Number(need['start']), end: Number(need['end']) };
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function hasWord(code: string, name: string): boolean {
  const head = name.replace(/[^\w$].*$/s, '');
  return head === '' || code.split(/[^\w$]+/).includes(head);
}
