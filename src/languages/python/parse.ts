import type { SgNode } from '@ast-grep/napi';
import { SyntaxProblem, type Doc } from '../types.ts';
import { lazily } from '../lazily.ts';
import { Scopes } from './scopes.ts';
import { syntaxProblem } from './ruff.ts';
import { PyNode } from './tree.ts';

type AstGrep = typeof import('@ast-grep/napi');

const astGrep = lazily<AstGrep>('@ast-grep/napi');
const grammar = lazily<Parameters<AstGrep['registerDynamicLanguage']>[0][string]>('@ast-grep/lang-python');
let parser: AstGrep | undefined;

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
  const root = PyNode.root(treeOf(text), text);
  if (root.hasError) throw new SyntaxProblem('the syntax is not one checkmod can follow');
  let scopes: Scopes | undefined;
  return (last = { path, text, root, get scopes() { return (scopes ??= new Scopes(root)); } });
}

function treeOf(text: string): SgNode {
  if (!parser) {
    parser = astGrep();
    parser.registerDynamicLanguage({ python: grammar() });
  }
  return parser.parse('python', text).root();
}
