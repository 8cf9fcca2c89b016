import { parse, registerDynamicLanguage } from '@ast-grep/napi';
import python from '@ast-grep/lang-python';
import { SyntaxProblem, type Doc } from '../types.ts';
import { Scopes } from './scopes.ts';
import { syntaxProblem } from './ruff.ts';
import { PyNode } from './tree.ts';

registerDynamicLanguage({ python });

export interface PythonDoc extends Doc {
  readonly root: PyNode;
  readonly scopes: Scopes;
}

let last: PythonDoc | undefined;

/** Parses Python that ruff's parser accepts; tree-sitter alone would take `def f(:`. Throws `SyntaxProblem`. */
export function parsePython(text: string, path: string): PythonDoc {
  // The engine looks at a result twice: to verify it, and to see that a second run has nothing to do.
  if (last?.text === text && last.path === path) return last;
  const problem = syntaxProblem(text);
  if (problem) throw new SyntaxProblem(problem);
  const root = PyNode.root(parse('python', text).root(), text);
  if (root.hasError) throw new SyntaxProblem('the syntax is not one checkmod can follow');
  let scopes: Scopes | undefined;
  return (last = { path, text, root, get scopes() { return (scopes ??= new Scopes(root)); } });
}
