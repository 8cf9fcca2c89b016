import { indentAt, keyName, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { nothingElse } from './branches.ts';
import type { Leaks } from './leaks.ts';
import { quoteNear } from './wording.ts';

/** How a payload is made harmless. */
export interface Rewrite {
  readonly edits: readonly Edit[];
  /** Code that is replaced or removed: the names in it are used no more. */
  readonly gone: readonly Node[];
  /** Source of the text the client still gets, when the code had one. */
  readonly text?: string;
  /** Values that stay in the text. */
  readonly values: readonly Node[];
}
/** A rewrite, or why there is none. */
export type Outcome = Rewrite | { readonly reason: string };

/** Where a payload stands, and what is known there. */
export interface Place {
  readonly doc: JavaScriptDoc;
  readonly leaks: Leaks;
  /** The text to send where the code has none, without quotes. */
  readonly fallback: string;
  readonly payloads: readonly Node[];
  /** The object that is sent where the error was as a whole. */
  readonly whole?: string;
  /** What is sent is a text, where others send an object. */
  readonly isText?: boolean;
  /** What is looked at are details beside a message of the answer's own: what leaks there goes. */
  readonly isDetails?: true;
  /** A condition under which the text is for the client, such as `status < 500`: it stays there, and keys do too. */
  readonly allowed?: string;
  /** The status that condition is about. */
  readonly status?: Node;
}
/** Keys whose value is a code or a name, not a text. */
export const CODE_KEYS = /^(code|error_?code|error_?name|name|errno|type|error_?type|meta)$/i;

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
export function replaced(place: Place, node: Node, source?: string, values: readonly Node[] = []): Rewrite {
  const { doc, allowed } = place;
  const generic = source ?? quoteNear(doc, node, place.fallback);
  const parent = doc.tree.parent(node);
  // A code or a name is no text: there is none in its place.
  const isCode = source === undefined && parent?.type === 'ObjectProperty' && CODE_KEYS.test(keyName(parent) ?? '');
  const nothing = nothingElse(doc, node) ?? (isCode ? 'undefined' : undefined);
  const text = allowed === undefined ? generic : underStatus(doc, allowed, node, nothing ?? generic);
  const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand;
  return {
    edits: [allowed === undefined && isBelowKey(doc, node) && !text.includes('\n') ? besideKey(doc, node, text) : { start: node.start!, end: node.end!, text: isShorthand ? `${textOf(doc, node)}: ${text}` : text }],
    gone: allowed === undefined ? [node] : [], values, ...(source !== undefined && { text: source }),
  };
}

/** The text below a status and another one above: `(status < 500 && err.message) || 'Failed'` where the text had that one already. */
function underStatus(doc: JavaScriptDoc, allowed: string, node: Node, other: string): string {
  const value = unwrapped(node);
  const isBoth = value.type === 'LogicalExpression' && value.operator === '||' && textOf(doc, value.right) === other;
  return isBoth ? `(${allowed} && ${textOf(doc, value.left)}) || ${other}` : `${allowed} ? ${textOf(doc, node)} : ${other}`;
}

/** Whether a value stands on the line below its key. */
function isBelowKey(doc: JavaScriptDoc, node: Node): boolean {
  const parent = doc.tree.parent(node);
  return parent?.type === 'ObjectProperty' && !parent.shorthand && /^:\s*\n\s*$/.test(doc.text.slice(parent.key.end!, node.start!));
}

/** The text on the line of the key, where it is short enough. */
function besideKey(doc: JavaScriptDoc, node: Node, text: string): Edit {
  const parent = doc.tree.parent(node) as NodeOf<'ObjectProperty'>;
  const colon = doc.text.indexOf(':', parent.key.end!) + 1;
  const isShort = indentAt(doc, parent.start!).length + (colon - parent.start!) + text.length < 80;
  return isShort ? { start: colon, end: node.end!, text: ` ${text}` } : { start: node.start!, end: node.end!, text };
}
