import { SyntaxProblem } from '../types.ts';
import { LOG_METHODS } from './log-calls.ts';
import { LoggerEvidence } from './logger-evidence.ts';
import { runsAtImport, statementOf } from './nodes.ts';
import { parsePython, type PythonDoc } from './parse.ts';
import { nameProblems } from './ruff.ts';
import type { PyNode } from './tree.ts';

/** What is wrong with `after` that was not wrong with `before`; undefined when it may be written. */
export function verifyPython(before: PythonDoc, after: string, insertedNames: readonly string[]): string | undefined {
  let doc: PythonDoc;
  try {
    doc = parsePython(after, before.path);
  } catch (error) {
    if (error instanceof SyntaxProblem) return `the result does not parse: ${error.message}`;
    throw error;
  }
  const known = nameProblems(before.text);
  for (const [problem, count] of nameProblems(after)) if (count > (known.get(problem) ?? 0)) return problem;
  const lacked = missingMethods(before);
  for (const [problem, count] of missingMethods(doc)) if (count > (lacked.get(problem) ?? 0)) return problem;
  return insertedNames.map((name) => unboundUse(doc, name)).find((problem) => problem !== undefined);
}

/** Log calls on something that has no such method, as far as the file shows what it is, each with how often. */
function missingMethods(doc: PythonDoc): Map<string, number> {
  const evidence = new LoggerEvidence(doc, () => undefined);
  const counts = new Map<string, number>();
  for (const call of doc.root.descendants('call')) {
    const callee = call.field('function')!;
    const method = callee.field('attribute')?.text;
    if (method === undefined || !LOG_METHODS.has(method)) continue;
    const object = callee.field('object')!;
    const kind = ['identifier', 'attribute'].includes(object.kind) ? evidence.ofValue(object) : undefined;
    const isMissing = kind === 'other' || kind === 'none' || (kind?.methods && !kind.methods.includes(method));
    const problem = `\`${object.text}\` has no \`${method}\``;
    if (isMissing) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  }
  return counts;
}

/** A use of an inserted module-level name that runs before the name is bound. */
function unboundUse(doc: PythonDoc, name: string): string | undefined {
  const binding = doc.scopes.moduleNames.get(name)?.[0];
  if (!binding) return `\`${name}\` is not bound at module level`;
  const boundAt = statementOf(binding.node).end;
  const isLater = (use: PyNode) => use.closest('type') !== undefined && /^from __future__ import .*\bannotations\b/m.test(doc.text);
  const early = doc.scopes.usesOf(name).find((use) =>
    use.start < boundAt && runsAtImport(use) && !isLater(use) && doc.scopes.scopeOf(name, use) === doc.root);
  return early && `\`${name}\` is used before it is bound`;
}
