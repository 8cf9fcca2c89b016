import type { ProjectView } from '../types.ts';
import { isLogCall, logsTraceback } from './logger.ts';
import { runsIn, statementsOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

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
  return name ? doc.scopes.uses.filter((use) => use.text === name.text && use.isWithin(block)) : [];
}

/** The log calls that run in a handler, and whether one of them writes the traceback. */
export function logCallsIn(doc: PythonDoc, block: PyNode, project: ProjectView): { readonly calls: readonly PyNode[]; readonly withTraceback: boolean } {
  const calls = [...runsIn(block, 'call')].filter((call) => isLogCall(doc, call, project));
  return { calls, withTraceback: calls.some(logsTraceback) };
}
