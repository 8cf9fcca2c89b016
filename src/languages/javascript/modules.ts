import type { JavaScriptFacts } from '../types.ts';
import type { JavaScriptDoc } from './parse.ts';

/** A file of the repository as the facts name it: without extension and `/index`. */
export function moduleKey(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

/** What a specifier means in a file: the key of a file of the repository, or the name of a package as it stands. */
export function moduleOf(specifier: string, path: string, facts: JavaScriptFacts | undefined): string {
  if (/^\.{1,2}(\/|$)/.test(specifier)) return moduleKey(joined(folderOf(path), specifier));
  const alias = Object.keys(facts?.aliases ?? {}).filter((prefix) => specifier.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
  if (alias !== undefined) return moduleKey(facts!.aliases[alias]! + specifier.slice(alias.length));
  return specifier.replace(/^node:/, '');
}

/** How a file spells the import of another: relative, with the ending its other imports have. */
export function relativeSpecifier(doc: JavaScriptDoc, target: string, facts: JavaScriptFacts | undefined): string {
  const from = folderOf(doc.path).split('/').filter(Boolean);
  const to = target.split('/');
  const shared = to.findIndex((part, i) => part !== from[i]);
  const up = from.length - shared;
  const path = `${up === 0 ? './' : '../'.repeat(up)}${to.slice(shared).join('/')}`;
  const ending = importEnding(doc) ?? facts?.importExtension ?? '';
  const bare = path.replace(/\.[cm]?[jt]sx?$/, '');
  if (ending === '') return bare.replace(/(?<=.)\/index$/, '');
  return bare + (ending === '.js' ? /\.([cm])[jt]s$/.exec(path)?.[0].replace('ts', 'js') ?? '.js' : path.slice(bare.length));
}

/** What the relative imports of a file end with; undefined when it has none. */
function importEnding(doc: JavaScriptDoc): '' | '.js' | '.ts' | undefined {
  const specifiers = specifiersOf(doc).filter((specifier) => specifier.startsWith('.') && !/\.(json|css|node|graphql)$/.test(specifier));
  if (specifiers.length === 0) return undefined;
  const ended = specifiers.map((specifier) => /\.[cm]?([jt]s)x?$/.exec(specifier)?.[1]);
  if (ended.every((each) => each === undefined)) return '';
  return ended.filter((each) => each === 'ts').length * 2 > ended.length ? '.ts' : '.js';
}

/** Every specifier a file imports or requires at its top, in source order. */
export function specifiersOf(doc: JavaScriptDoc): string[] {
  return doc.tree.all('ImportDeclaration', 'CallExpression').flatMap((node) => {
    if (node.type === 'ImportDeclaration') return [node.source.value];
    const [argument] = node.arguments;
    return node.callee.type === 'Identifier' && node.callee.name === 'require' && argument?.type === 'StringLiteral' ? [argument.value] : [];
  });
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function joined(folder: string, specifier: string): string {
  const parts = folder.split('/').filter(Boolean);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
