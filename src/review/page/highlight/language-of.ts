import type { bundledLanguages } from './languages.ts';

const BY_EXTENSION: { readonly [extension: string]: keyof typeof bundledLanguages } = {
  py: 'python', pyi: 'python',
  ts: 'typescript', mts: 'typescript', cts: 'typescript',
  js: 'javascript', mjs: 'javascript', cjs: 'javascript',
  tsx: 'tsx', jsx: 'jsx',
  yaml: 'yaml', yml: 'yaml',
  json: 'json', md: 'markdown', toml: 'toml',
};

/** The language to show a file in; plain text for what the page has no grammar for. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^\.env(?:\.|$)|\.env$/.test(name)) return 'dotenv';
  return BY_EXTENSION[name.slice(name.lastIndexOf('.') + 1)] ?? 'text';
}
