import picomatch from 'picomatch';
import { parse as parseToml } from 'smol-toml';
import type { Json } from '../../types.ts';
import { dirOf, join } from '../folders.ts';
import { asObject, readJson, strings, type JsonObject } from './json.ts';
import { dirsUp, manifestOf, type ProjectFiles } from './manifest.ts';

type Options = { readonly [option: string]: Json };

/** Options that lay out JavaScript and need no plugin. */
const KNOWN = new Set([
  'arrowParens', 'bracketSameLine', 'bracketSpacing', 'endOfLine', 'experimentalOperatorPosition', 'experimentalTernaries', 'objectWrap',
  'printWidth', 'quoteProps', 'semi', 'singleQuote', 'tabWidth', 'trailingComma', 'useTabs',
]);
const PLAIN_FILES = ['.prettierrc', '.prettierrc.json', '.prettierrc.yaml', '.prettierrc.yml', '.prettierrc.json5', '.prettierrc.toml'];
const CODE_FILES = /^(?:\.prettierrc\.(?:[cm]?js|[cm]?ts)|prettier\.config\.(?:[cm]?js|[cm]?ts))$/;

/**
 * Options of prettier for a JavaScript file, from the nearest settings in plain data and `.editorconfig`. Undefined where
 * the project has none, or has them in code, which is never executed.
 */
export function prettierOptions(path: string, files: ProjectFiles): Options | undefined {
  for (const dir of dirsUp(dirOf(path))) {
    const plain = PLAIN_FILES.map((name) => files.get(join(dir, name))).find(Boolean);
    const inManifest = manifestOf(dir, files)['prettier'];
    if (!plain && typeof inManifest === 'string') return undefined;
    if (plain || inManifest !== undefined) return optionsFor(path, dir, plain ? readSettings(plain.path, plain.text) : asObject(inManifest), files);
    if ([...files.keys()].some((each) => dirOf(each) === dir && CODE_FILES.test(each.slice(dir ? dir.length + 1 : 0)))) return undefined;
  }
  return undefined;
}

/** How files look that no settings speak of: quotes, semicolons, indentation and line ends of most of them. */
export function layoutOf(texts: readonly string[]): Options {
  const text = texts.join('\n');
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const indents = Array.from(text.matchAll(/(?:\{|\()\r?\n( +)\S/g), (match) => match[1]!.length).filter((length) => length <= 8);
  const usesTabs = count(/^\t+\S/gm) > count(/^ {2,}\S/gm);
  const tabWidth = [2, 4, 3, 8].find((width) => indents.filter((length) => length === width).length * 2 > indents.filter((length) => length <= width).length) ?? 2;
  return {
    singleQuote: count(/(?:from |require\()'/g) >= count(/(?:from |require\()"/g),
    semi: count(/^(?:import|const|export)\b[^\n]*;[ \t]*\r?$/gm) >= count(/^(?:import\b[^\n;{]*['"]|const [^\n;]*[\w)'"\]])[ \t]*\r?$/gm),
    ...(usesTabs ? { useTabs: true } : { tabWidth }),
    ...(count(/\r\n/g) * 2 > count(/\n/g) && { endOfLine: 'crlf' }),
  };
}

function optionsFor(path: string, dir: string, settings: JsonObject, files: ProjectFiles): Options {
  const relative = dir === '' ? path : path.slice(dir.length + 1);
  const overrides = Array.isArray(settings['overrides']) ? settings['overrides'].map(asObject) : [];
  const matching = overrides.filter((each) => strings(each['files']).some((glob) => picomatch.isMatch(relative, glob, { dot: true, basename: !glob.includes('/') })));
  const options = Object.assign(editorOptions(path, files), settings, ...matching.map((each) => asObject(each['options']))) as { [option: string]: Json };
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => KNOWN.has(name) && typeof value !== 'object' && value !== 'auto'));
}

/** `.prettierrc` is JSON or the flat part of YAML. */
function readSettings(path: string, text: string): JsonObject {
  if (path.endsWith('.toml')) {
    try {
      return parseToml(text) as JsonObject;
    } catch {
      return {};
    }
  }
  if (/^\s*[{/]/.test(text)) return readJson(unquotedKeys(text));
  const pairs = Array.from(text.matchAll(/^([\w]+):[ \t]*["']?([^\s"'#]+)["']?[ \t]*(?:#.*)?\r?$/gm), (match) => [match[1]!, scalar(match[2]!)] as const);
  return Object.fromEntries(pairs);
}

/** JSON5 as people write it: keys without quotes, texts in single ones. */
function unquotedKeys(text: string): string {
  return text.replace(/'((?:\\.|[^'\\\n])*)'/g, (_, inner: string) => JSON.stringify(inner)).replace(/([{,]\s*)([A-Za-z_$][\w$]*)(?=\s*:)/g, '$1"$2"');
}

function scalar(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** What prettier takes from `.editorconfig`. */
function editorOptions(path: string, files: ProjectFiles): { [option: string]: Json } {
  const found = dirsUp(dirOf(path)).map((dir) => ({ dir, file: files.get(join(dir, '.editorconfig')) })).find(({ file }) => file);
  if (!found?.file) return {};
  const relative = found.dir === '' ? path : path.slice(found.dir.length + 1);
  const values: { [name: string]: string } = {};
  for (const section of found.file.text.split(/^(?=[ \t]*\[)/m)) {
    const glob = /^[ \t]*\[(.+)\][ \t]*$/m.exec(section)?.[1];
    if (glob === undefined || !picomatch.isMatch(relative, glob, { dot: true, basename: !glob.includes('/') })) continue;
    for (const match of section.matchAll(/^[ \t]*(\w+)[ \t]*=[ \t]*([^\s#;]+)/gm)) values[match[1]!] = match[2]!.toLowerCase();
  }
  const width = Number(values['indent_size'] ?? values['tab_width']);
  return {
    ...(values['indent_style'] !== undefined && { useTabs: values['indent_style'] === 'tab' }),
    ...(width > 0 && { tabWidth: width }),
    ...(Number(values['max_line_length']) > 0 && { printWidth: Number(values['max_line_length']) }),
    ...(/^(?:lf|crlf)$/.test(values['end_of_line'] ?? '') && { endOfLine: values['end_of_line']! }),
  };
}
