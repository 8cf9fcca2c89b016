import { SyntaxProblem } from '../types.ts';
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
  return insertedNames.map((name) => unboundUse(doc, name)).find((problem) => problem !== undefined);
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
