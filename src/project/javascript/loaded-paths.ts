/** `join(__dirname, 'routes')` and its kin, but for files that are sent, read or written. */
const JOINED = /(?<!\b(?:sendFile|download|static|favicon|readFile|readFileSync|writeFile|writeFileSync|appendFile|appendFileSync|createReadStream|createWriteStream|exists|existsSync|stat|statSync|access|accessSync|unlink|unlinkSync|mkdir|mkdirSync)\s*\(\s*(?:path\s*\.\s*)?)(?<![\w$])(?:join|resolve)\s*\(\s*(?:__dirname|import\.meta\.dirname)\s*((?:,\s*["'`][ ]*["'`]\s*)*)[,)]/dg;
const CONCATENATED = /(?<![\w$.])__dirname\s*\+\s*(?=["'`])/g;
/** The folder alone, as in `readdirSync(__dirname)`. */
const OWN_FOLDER = /(?:\b(?:readdirSync|readdir|globSync|glob|requireAll|loadFilesSync)\s*\(|\bdir(?:name)?\s*:)\s*(?:__dirname|import\.meta\.dirname)\s*[,)}]/;
/** A module found at run time: `require(file)`, `import(pathToFileURL(file))`. */
const LOADS = /(?<![\w$.])(?:require|import)\s*\(\s*(?!["'`)])/;
/** What lists a folder, and plugins that take one. */
const LISTS = /(?<![\w$])(?:readdirSync|readdir|globSync|glob|fg|requireAll|loadFilesSync)\b/;
const AUTOLOADS = /(?<![\w$])(?:fastifyA|A|a)uto[lL]oad\b/;
/** What runs a file in a thread, a process or a queue, by a path that may be made elsewhere. */
const RUNS = /(?<![\w$])(?:new\s+(?:Worker|Piscina|Tinypool)\s*\(|(?:fork|\w*[qQ]ueue\s*\.\s*process)\s*\(|(?:require|import)\s*\(\s*(?!["'`)]))/;

/** Files and folders, relative to the file's own, that it loads without an import that names them. */
export function loadedPaths(code: string, text: string): string[] {
  if (!/__dirname|import\.meta\.dirname/.test(code)) return [];
  const loadsFolders = (LOADS.test(code) && LISTS.test(code)) || AUTOLOADS.test(code);
  const joined = Array.from(code.matchAll(JOINED), ({ indices }) => literalsIn(text.slice(...indices![1]!)).join('/'));
  if (!loadsFolders) return RUNS.test(code) ? joined.filter((path) => /\.[cm]?[jt]s$/.test(path)) : [];
  const concatenated = Array.from(code.matchAll(CONCATENATED), ({ index, 0: start }) => /^["'`]\/?([^"'`\n*{]*)/.exec(text.slice(index + start.length))?.[1] ?? '');
  return [...new Set([...joined, ...concatenated, ...(OWN_FOLDER.test(code) ? [''] : [])])];
}

function literalsIn(text: string): string[] {
  return Array.from(text.matchAll(/["'`]([^"'`\n]*)["'`]/g), (literal) => literal[1]!);
}
