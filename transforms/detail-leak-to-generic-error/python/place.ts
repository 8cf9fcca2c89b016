import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import type { Leaks } from './leaks.ts';

/** How a payload is made harmless. */
export interface Rewrite {
  readonly edits: readonly Edit[];
  /** Code that is replaced or removed: the names in it are used no more. */
  readonly gone: readonly PyNode[];
  /** Source of the text the client still gets, when the code had one. */
  readonly text?: string;
  /** Values that stay in the text. */
  readonly values: readonly PyNode[];
}
/** A rewrite, or why there is none. */
export type Outcome = Rewrite | { readonly reason: string };

/** Where a payload stands, and what is known there. */
export interface Place {
  readonly doc: PythonDoc;
  readonly leaks: Leaks;
  /** The text to send where the code has none, without quotes. */
  readonly fallback: string;
  /** The statement of the response. */
  readonly statement: PyNode;
}

/** Several outcomes as one; the first reason against one of them is a reason against all. */
export function merged(outcomes: readonly (Outcome | undefined)[]): Outcome | undefined {
  const found = outcomes.filter((outcome) => outcome !== undefined);
  const refused = found.find((outcome) => 'reason' in outcome);
  if (refused || found.length === 0) return refused;
  const rewrites = found as readonly Rewrite[];
  const text = rewrites.map((each) => each.text).find((each) => each !== undefined);
  return {
    edits: rewrites.flatMap(({ edits }) => edits), gone: rewrites.flatMap(({ gone }) => gone), values: rewrites.flatMap(({ values }) => values),
    ...(text !== undefined && { text }),
  };
}

/** An expression that gives way to a text. */
export function replaced(place: Place, node: PyNode, source?: string, values: readonly PyNode[] = []): Rewrite {
  const text = source ?? quoted(place, place.fallback);
  return { edits: [{ start: node.start, end: node.end, text }], gone: [node], values, ...(source !== undefined && { text: source }) };
}

/** Quotes as the statement around writes them. */
function quoted({ statement, doc }: Place, text: string): string {
  const strings = [...statement.descendants('string_start')];
  const near = strings.length > 0 ? strings : [...doc.root.descendants('string_start')].slice(0, 20);
  const single = near.filter((node) => node.text.endsWith("'")).length;
  return single * 2 > near.length ? `'${text}'` : `"${text}"`;
}
