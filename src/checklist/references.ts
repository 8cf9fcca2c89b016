import type { Reference } from './types.ts';

/** Names of files that have no extension, and of extensions that a repository of a backend has; a bare `x.y` of any other is no path. */
const NAMES = 'Dockerfile|Makefile|Procfile|Caddyfile|Jenkinsfile|Pipfile|\\.env(?:\\.[\\w-]+)*|\\.gitignore|\\.dockerignore|\\.npmrc|\\.nvmrc';
const EXTENSIONS = 'py|pyi|js|jsx|ts|tsx|mjs|cjs|mts|cts|json|jsonc|ya?ml|toml|ini|cfg|conf|md|sql|sh|ps1|bat|html|css|scss|vue|svelte|env|txt|prisma|graphql|proto|tf|lock|example|template|xml|ipynb|rb|go|rs|java|kt|php|cs';
const LINES = '(?::(?<from>\\d+)(?:\\s*[-–]\\s*(?<to>\\d+))?(?!\\d*:\\d)|#L(?<hashFrom>\\d+)(?:-L?(?<hashTo>\\d+))?|,?\\s+\\(?(?:lines?|L\\.?)\\s*(?<lineFrom>\\d+)(?:\\s*[-–]\\s*(?<lineTo>\\d+))?)?';
/** A path in running text: it has an extension, a known name, or a star. */
const PATH = new RegExp(`(?<![\\w@/.:$*{-])(?<path>(?:\\.{0,2}/)?(?:[\\w@.*\\[\\](){}+-]+/)*(?:(?:[\\w.*\\[\\]@+-]*[\\w*\\]])\\.(?:${EXTENSIONS})|${NAMES}|(?:[\\w.-]+/)+\\*{1,2}))\`?(?![\\w/(=])${LINES}`, 'gu');
/** What stands alone in backticks may also be a folder. */
const FOLDER = /^(?:\.\/)?(?:[\w@.-]+\/)+$/;
/** Ends that domains and products have too. */
const NOT_PATHS = /^(?:(?:node|next|nuxt|express|vue|react|three|socket\.io|chart|d3|helmet|passport|discord|ethers|web3|nest|fastify|koa|hapi|moment|day|lodash|pm2|bull|winston|tensorflow|solid|alpine|ember|backbone|p5|asp|socket|plotly|deck|video|require)\.(?:js|ts|py))$/i;

/** The files that a piece of Markdown names. */
export function referencesIn(markdown: string): Reference[] {
  const text = markdown.replace(/\b[a-z][\w+.-]*:\/\/[^\s)>\]`'"]+/giu, (url) => ' '.repeat(url.length));
  const found: Reference[] = [];
  for (const { groups } of text.matchAll(PATH)) {
    const path = groups!.path!.replace(/^\*\*(?!\/)/, '').replace(/^\.\//, '').replace(/^\((?=[^)]*$)/, '');
    if (NOT_PATHS.test(path) || /^\.+$/.test(path) || path.startsWith('/') || /^\*\.?\w*$/.test(path) || /^(?!\.|env\.)[^/]+\.example$/.test(path)) continue;
    const from = groups!.from ?? groups!.hashFrom ?? groups!.lineFrom;
    const to = groups!.to ?? groups!.hashTo ?? groups!.lineTo;
    found.push({ path, ...(from !== undefined && { from: Number(from) }), ...(to !== undefined && { to: Number(to) }) });
  }
  for (const [, code] of text.matchAll(/`([^`\n]+)`/g)) if (FOLDER.test(code!)) found.push({ path: code!.replace(/^\.\//, '') });
  return unique(found);
}

export function unique(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((reference) => [`${reference.path}:${reference.from}:${reference.to}`, reference])).values()];
}
