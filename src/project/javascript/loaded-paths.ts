/** `join(__dirname, 'routes')` and its kin. */
const JOINED = /(?<![\w$])(?:join|resolve)\s*\(\s*(?:__dirname|import\.meta\.dirname)\s*((?:,\s*["'`][ ]*["'`]\s*)*)[,)]/g;
const CONCATENATED = /(?<![\w$.])__dirname\s*\+\s*(?=["'`])/g;
/** A module found at run time: `require(file)`, `import(pathToFileURL(file))`. */
const LOADS = /(?<![\w$.])(?:require|import)\s*\(\s*(?!["'`)])/;
/** Plugins and loaders that take a folder. */
const LOADERS = /(?<![\w$])(?:autoload|AutoLoad|fastifyAutoload|readdirSync|readdir|globSync|glob|requireAll|loadFilesSync|fg)\b/;
/** What runs a file in a thread, a process or a queue. */
const RUNS = /(?<![\w$])(?:Worker|fork|process|Piscina|Tinypool|require|import)\s*\([^()]{0,80}?(?:path\s*\.\s*)?$/;

/** Files and folders, relative to the file's own, that it loads without an import that names them. */
export function loadedPaths(code: string, text: string): string[] {
  if (!/__dirname|import\.meta\.dirname/.test(code)) return [];
  const loadsFolders = LOADS.test(code) && LOADERS.test(code) || /\b[aA]uto[lL]oad\b/.test(code);
  const found: string[] = [];
  for (const match of code.matchAll(JOINED)) {
    const start = match.index + match[0].indexOf(match[1]!, match[0].indexOf('__dirname') >= 0 ? match[0].indexOf('__dirname') : 0);
    const literals = Array.from(text.slice(start, start + match[1]!.length).matchAll(/["'`]([^"'`\n]*)["'`]/g), (literal) => literal[1]!);
    if (loadsFolders || RUNS.test(code.slice(Math.max(0, match.index - 120), match.index))) found.push(literals.join('/'));
  }
  for (const match of loadsFolders ? code.matchAll(CONCATENATED) : []) {
    const start = match.index + match[0].length;
    const value = /^["'`]\/?([^"'`\n*{]*)/.exec(text.slice(start, start + 120))?.[1];
    if (value !== undefined) found.push(value);
  }
  if (loadsFolders && /\(\s*__dirname\s*[,)]/.test(code)) found.push('');
  return [...new Set(found)];
}
