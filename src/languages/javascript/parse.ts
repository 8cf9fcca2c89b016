import type { ParserOptions, ParserPlugin } from '@babel/parser';
import { SyntaxProblem, type Doc } from '../types.ts';
import { lazily } from '../lazily.ts';
import { Scopes } from './scopes.ts';
import { Tree } from './tree.ts';

const babel = lazily<typeof import('@babel/parser')>('@babel/parser');

export interface JavaScriptDoc extends Doc {
  readonly tree: Tree;
  readonly scopes: Scopes;
}

/** Takes what Node takes in any kind of file: a module is told by its `import` and `export`, a script may be sloppy. */
const OPTIONS: ParserOptions = {
  sourceType: 'unambiguous', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true, allowImportExportEverywhere: true,
  allowUndeclaredExports: true, allowSuperOutsideMethod: true, allowNewTargetOutsideFunction: true,
};
const PLUGINS: readonly ParserPlugin[] = ['decorators-legacy', 'decoratorAutoAccessors', 'explicitResourceManagement', 'importAttributes'];

let last: JavaScriptDoc | undefined;

/** Parses JavaScript or TypeScript, as the extension says. Throws `SyntaxProblem`. */
export function parseJavaScript(text: string, path: string): JavaScriptDoc {
  // The engine looks at a result twice: to verify it, and to see that a second run has nothing to do.
  if (last?.text === text && last.path === path) return last;
  let tree: Tree;
  try {
    tree = new Tree(babel().parse(text, { ...OPTIONS, plugins: pluginsFor(path, text) }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new SyntaxProblem(error.message.replace(/ \((\d+):\d+\)$/, ' on line $1'));
    throw error;
  }
  let scopes: Scopes | undefined;
  return (last = { path, text, tree, get scopes() { return (scopes ??= new Scopes(tree)); } });
}

function pluginsFor(path: string, text: string): ParserPlugin[] {
  if (/\.[mc]?ts$/.test(path)) return [...PLUGINS, 'typescript'];
  if (path.endsWith('.tsx')) return [...PLUGINS, 'typescript', 'jsx'];
  return [...PLUGINS, 'jsx', ...(/@flow\b/.test(text.slice(0, 1000)) ? ['flow' as const] : [])];
}
