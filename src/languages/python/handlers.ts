import type { Edit } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import { isLogCall, logsTraceback } from './log-calls.ts';
import { indentAt, lineStart, runsIn, statementsOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

const LONGEST_LINE = 88;
const BROAD = ['builtins.Exception', 'builtins.BaseException'];

/** An `except` clause and what it catches. */
export interface Handler {
  readonly clause: PyNode;
  readonly block: PyNode;
  readonly body: readonly PyNode[];
  /** The caught types as written; empty for a bare `except:`. */
  readonly types: readonly PyNode[];
  /** Catches everything there is: bare, `Exception`, `BaseException`, or a tuple with one of them. */
  readonly isBroad: boolean;
  /** The name in `as name`. */
  readonly name?: PyNode;
  /** The statement it belongs to and the body it guards. */
  readonly attempt: PyNode;
  readonly guarded: PyNode;
}

export function* handlersOf(doc: PythonDoc): Generator<Handler> {
  for (const clause of doc.root.descendants('except_clause')) yield handlerOf(doc, clause);
}

export function handlerOf(doc: PythonDoc, clause: PyNode): Handler {
  const block = clause.children.find(({ kind }) => kind === 'block')!;
  const head = clause.named.filter((node) => node !== block);
  const pattern = head[0]?.kind === 'as_pattern' ? head[0] : undefined;
  const caught = pattern ? [pattern.named[0]!] : head;
  const types = caught.flatMap((node) => (node.kind === 'tuple' || node.kind === 'parenthesized_expression' ? node.named : [node]));
  const name = pattern?.children.find(({ kind }) => kind === 'as_pattern_target')?.children[0];
  const attempt = clause.parent!;
  return {
    clause, block, types, attempt,
    body: statementsOf(block),
    isBroad: types.length === 0 || types.some((type) => BROAD.includes(doc.scopes.qualifiedName(type) ?? '')),
    guarded: attempt.field('body')!,
    ...(name && { name }),
  };
}

/** The uses of the exception's name inside the handler, nested functions included. */
export function usesOfException(doc: PythonDoc, { name, block }: Handler): PyNode[] {
  return name ? doc.scopes.usesOf(name.text).filter((use) => use.isWithin(block)) : [];
}

/** The log calls that run in a handler, and whether one of them writes the traceback. */
export function logCallsIn(doc: PythonDoc, block: PyNode, project: ProjectView): { readonly calls: readonly PyNode[]; readonly withTraceback: boolean } {
  const calls = [...runsIn(block, 'call')].filter((call) => isLogCall(doc, call, project));
  return { calls, withTraceback: calls.some((call) => logsTraceback(doc, call, project)) };
}

const EXCEPTION_NAMES = ['exc', 'e', 'err', 'error'];

/** The name of the exception, with the edit that gives it one that is free; undefined for a bare `except:`. */
export function namedException(doc: PythonDoc, handler: Handler): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  if (handler.name) return { name: handler.name.text, edits: [] };
  const type = handler.clause.named.find((node) => node !== handler.block);
  if (!type) return undefined;
  const names = doc.root.descendants('except_clause').flatMap((clause) => /\bas (\w+):/.exec(clause.text.split('\n', 1)[0]!)?.[1] ?? []);
  const usual = EXCEPTION_NAMES.toSorted((a, b) => count(names, b) - count(names, a));
  const name = usual.find((candidate) => isFreeInClause(doc, handler.clause, candidate));
  return name === undefined ? undefined : { name, edits: [{ start: type.end, end: type.end, text: ` as ${name}` }] };
}

function count(names: readonly string[], name: string): number {
  return names.filter((each) => each === name).length;
}

/** The name goes away where the clause ends, so nothing but other clauses that bind it may use it. */
function isFreeInClause(doc: PythonDoc, clause: PyNode, name: string): boolean {
  const binds = (other: PyNode) => new RegExp(`\\bas ${name}\\b`).test(other.text.slice(0, other.children.find(({ kind }) => kind === ':')!.start - other.start));
  const around = clause.closest('function_definition') ?? doc.root;
  return around.identifiers(name).every((use) => {
    const owner = [...use.ancestors()].find((each) => each.kind === 'except_clause' && binds(each));
    return owner !== undefined && !clause.isWithin(owner) && !owner.isWithin(clause);
  });
}

/** Statements that do nothing: `pass`, `...`. */
export function isNoOp(statement: PyNode): boolean {
  return statement.kind === 'pass_statement' || (statement.kind === 'expression_statement' && statement.named[0]?.kind === 'ellipsis');
}

/** Puts a statement in front of what a handler does, or in place of its `pass`; a body on the `except` line moves below it. */
export function inFrontOfBody(doc: PythonDoc, { clause, block, body }: Handler, statement: string): Edit {
  const colon = clause.children.find(({ kind }) => kind === ':')!;
  const first = body[0]!;
  const noOp = body.find(isNoOp);
  const gap = doc.text.slice(colon.end, first.start);
  if (/^[ \t]*(\\\n[ \t]*)*$/.test(gap)) {
    const indent = indentAt(doc, clause.start) + indentStep(doc, clause);
    if (first === noOp) return { start: colon.end, end: first.end, text: `\n${indent}${statement}` };
    return { start: colon.end, end: first.start, text: `\n${indent}${statement}\n${indent}` };
  }
  if (noOp) return inPlaceOf(doc, noOp, statement);
  // Above the comment that belongs to the first statement, below one that ends the `except` line.
  const comment = clause.children.find((child) => child.kind === 'comment' && child.start > doc.text.indexOf('\n', colon.end) && child.end <= block.start);
  const at = lineStart(doc, comment?.start ?? first.start);
  return { start: at, end: at, text: `${indentAt(doc, first.start)}${statement}\n` };
}

/** The comment beside a `pass` stays there, or moves above where the line would get long; markers for tools stay. */
function inPlaceOf(doc: PythonDoc, noOp: PyNode, statement: string): Edit {
  const [beside, gap, comment] = /^([ \t]*)(#.*)/.exec(doc.text.slice(noOp.end)) ?? [];
  const width = noOp.start - lineStart(doc, noOp.start) + statement.length + (beside?.length ?? 0);
  if (comment === undefined || width <= LONGEST_LINE || /#\s*(noqa|nosec|pragma|type:|pylint|pyright|mypy|checkmod)/i.test(comment)) {
    return { start: noOp.start, end: noOp.end, text: statement };
  }
  return { start: noOp.start, end: noOp.end + gap!.length + comment.length, text: `${comment}\n${indentAt(doc, noOp.start)}${statement}` };
}

/** One level of the indentation around a clause. */
function indentStep(doc: PythonDoc, clause: PyNode): string {
  const own = indentAt(doc, clause.start);
  const fn = clause.closest('block');
  const outer = fn?.parent && indentAt(doc, fn.parent.start);
  if (outer !== undefined && own.length > outer.length && own.startsWith(outer)) return own.slice(outer.length);
  const deeper = clause.parent!.children.flatMap(({ kind, children, start }) => (kind === 'block' ? [start] : children.filter((child) => child.kind === 'block').map((child) => child.start)))
    .map((start) => indentAt(doc, start)).find((indent) => indent.length > own.length && indent.startsWith(own));
  if (deeper) return deeper.slice(own.length);
  return /^\t/m.test(doc.text) ? '\t' : '    ';
}
