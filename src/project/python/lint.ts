import { parse } from 'smol-toml';
import type { LintSettings } from '../../languages/types.ts';
import type { Json } from '../../types.ts';
import type { SourceText } from '../types.ts';
import { dirOf, isAbove, join } from '../folders.ts';

type Table = { readonly [key: string]: Json };
/** Text of a project file by path. */
type Read = (path: string) => string | undefined;
/** Settings with the folder they stand in. */
interface Found { readonly folder: string; readonly settings: Table }

/** What ruff looks for by default: in every version, and of its newest what written code may meet. */
const RUFF_DEFAULT = ['E4', 'E7', 'E9', 'F', 'RUF100', 'BLE001'];
const FLAKE8_DEFAULT = ['C90', 'E', 'F', 'W'];
const ISORT_SECTIONS = new Set(['future', 'standard-library', 'third-party', 'first-party', 'local-folder']);
/** Options of isort that ruff has too. */
const ISORT_SHARED = ['combine-as-imports', 'force-single-line', 'force-sort-within-sections', 'force-to-top', 'from-first', 'known-first-party',
  'known-third-party', 'known-local-folder', 'lines-after-imports', 'lines-between-types', 'no-lines-before', 'order-by-type', 'single-line-exclusions'];

/**
 * How the Python of a folder is laid out and linted, in ruff's words: from ruff, else from black, isort and flake8, each
 * where it is configured nearest. `modules` are the Python files of the repository, which tell its own imports from others.
 */
export function lintSettings(dir: string, files: ReadonlyMap<string, SourceText>, modules: ReadonlySet<string>): LintSettings {
  const read: Read = (path) => files.get(path)?.text;
  const ruff = nearest(dir, (folder) => ruffIn(read, folder));
  const black = nearest(dir, (folder) => table(toml(read(join(folder, 'pyproject.toml'))), 'tool', 'black'))?.settings;
  const isort = nearest(dir, (folder) => isortIn(read, folder))?.settings;
  const rules = ruff ? ruffRules(ruff.settings) : flake8Rules(nearest(dir, (folder) => flake8In(read, folder))?.settings);
  const own = { ...ruff?.settings, ...table(ruff?.settings, 'lint') };
  const length = black?.['line-length'] ?? ruff?.settings['line-length'];
  const sorting = table(own, 'isort') ?? mapIsort(isort);
  const home = ruff?.folder ?? dir;
  const sources = (strings(ruff?.settings['src']) ?? ['.', 'src']).map((source) => inFolder(home, source));
  const firstParty = new Set([...topModules(modules, sources), ...topPackages(modules, dir)]);
  return {
    isFormatted: black !== undefined || table(ruff?.settings, 'format') !== undefined,
    format: {
      ...(length !== undefined && { 'line-length': length }),
      ...pick(ruff?.settings, ['indent-width', 'target-version']),
      format: black ? blackFormat(black) : pick(table(ruff?.settings, 'format'), ['quote-style', 'indent-style', 'skip-magic-trailing-comma']),
    },
    imports: {
      ...pick(isort, ['line-length']), ...pick(ruff?.settings, ['line-length']),
      isort: { ...sorting, 'known-first-party': [...new Set([...(strings(sorting['known-first-party']) ?? []), ...firstParty])] },
    },
    ...rules,
  };
}

function nearest(dir: string, find: (folder: string) => Table | undefined): Found | undefined {
  for (let folder = dir; ; folder = dirOf(folder)) {
    const settings = find(folder);
    if (settings) return { folder, settings };
    if (folder === '') return undefined;
  }
}

function ruffIn(read: Read, folder: string): Table | undefined {
  const own = toml(read(join(folder, 'ruff.toml')) ?? read(join(folder, '.ruff.toml'))) ?? table(toml(read(join(folder, 'pyproject.toml'))), 'tool', 'ruff');
  const extended = typeof own?.['extend'] === 'string' ? inFolder(folder, own['extend']) : undefined;
  if (!own || extended === undefined) return own;
  const { extend: _, ...rest } = own;
  const whole = toml(read(extended));
  const base = extended.endsWith('pyproject.toml') ? table(whole, 'tool', 'ruff') : whole;
  return { ...base, ...rest, lint: { ...table(base, 'lint'), ...table(rest, 'lint') }, ...(base?.['format'] !== undefined && { format: { ...table(base, 'format'), ...table(rest, 'format') } }) };
}

/** A relative path from a folder: `../ruff.toml` of `api` is `ruff.toml`. */
function inFolder(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function ruffRules(settings: Table): Pick<LintSettings, 'select' | 'ignore' | 'lineLength'> {
  const lint = { ...settings, ...table(settings, 'lint') };
  return {
    select: [...(strings(lint['select']) ?? RUFF_DEFAULT), ...(strings(lint['extend-select']) ?? [])],
    ignore: [...(strings(lint['ignore']) ?? []), ...(strings(lint['extend-ignore']) ?? [])],
    lineLength: Number(table(lint, 'pycodestyle')?.['max-line-length'] ?? settings['line-length'] ?? 88),
  };
}

/** Without any linter's settings no rule is asked for. */
function flake8Rules(settings: Table | undefined): Pick<LintSettings, 'select' | 'ignore' | 'lineLength'> {
  const codes = (...keys: string[]) => keys.flatMap((key) => String(settings?.[key] ?? '').match(/[A-Z]+\d*/g) ?? []);
  const select = codes('select');
  return {
    select: settings ? [...(select.length > 0 ? select : FLAKE8_DEFAULT), ...codes('extend-select')] : [],
    ignore: codes('ignore', 'extend-ignore'),
    lineLength: Number(settings?.['max-line-length'] ?? 79),
  };
}

function flake8In(read: Read, folder: string): Table | undefined {
  return ['.flake8', 'setup.cfg', 'tox.ini'].map((name) => iniSection(read(join(folder, name)), 'flake8')).find(Boolean);
}

function isortIn(read: Read, folder: string): Table | undefined {
  const own = table(toml(read(join(folder, 'pyproject.toml'))), 'tool', 'isort');
  if (own) return withDashes(own);
  return iniSection(read(join(folder, '.isort.cfg')), 'settings') ??
    ['setup.cfg', 'tox.ini'].map((name) => iniSection(read(join(folder, name)), 'isort') ?? iniSection(read(join(folder, name)), 'tool:isort')).find(Boolean);
}

function blackFormat(black: Table): Table {
  return {
    ...(black['skip-string-normalization'] === true && { 'quote-style': 'preserve' }),
    ...(black['skip-magic-trailing-comma'] === true && { 'skip-magic-trailing-comma': true }),
  };
}

/** What isort's options mean to ruff; values of an ini file are texts. */
function mapIsort(isort: Table | undefined): Table {
  if (!isort) return {};
  const shared = Object.entries(pick(isort, ISORT_SHARED)).map(([key, value]) => {
    const isList = /^(known|force-to-top|no-lines|single)/.test(key);
    return [key, isList ? listOf(value).map((each) => (key === 'no-lines-before' ? sectionName(each) : each)) : plain(value)];
  });
  const order = listOf(isort['sections'] ?? []).map(sectionName);
  const own = order.filter((name) => !ISORT_SECTIONS.has(name)).map((name) => [name, listOf(isort[`known-${name}`] ?? [])]);
  const headings = Object.entries(isort).filter(([key]) => key.startsWith('import-heading-')).map(([key, text]) => [sectionName(key.slice('import-heading-'.length)), text]);
  return {
    ...(isort['profile'] === 'google' && { 'force-sort-within-sections': true, 'force-single-line': true }),
    ...(order.length > 0 && { 'section-order': order, sections: Object.fromEntries(own) }),
    ...(headings.length > 0 && { 'import-heading': Object.fromEntries(headings) }),
    ...Object.fromEntries(shared),
  };
}

/** Of a section, `standard-library` for isort's `STDLIB`. */
function sectionName(name: string): string {
  return name.toLowerCase().replace('stdlib', 'standard-library').replace(/^(third|first)party$/, '$1-party').replace('localfolder', 'local-folder');
}

function listOf(value: Json): string[] {
  return strings(value) ?? String(value).split(/[\s,]+/).filter(Boolean);
}

function plain(value: Json): Json {
  if (typeof value !== 'string') return value;
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}

/** The names that modules and packages right in one of the folders have. */
function topModules(modules: ReadonlySet<string>, folders: readonly string[]): string[] {
  const names = new Set<string>();
  for (const module of modules) {
    for (const folder of folders) {
      if (folder !== '' && !module.startsWith(`${folder}/`)) continue;
      names.add(module.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!.replace(/\.py$/, ''));
    }
  }
  return [...names].filter((name) => /^[A-Za-z_]\w*$/.test(name)).sort();
}

/** The names of the outermost packages below a folder, which their own modules import from. */
function topPackages(modules: ReadonlySet<string>, dir: string): string[] {
  const packages = [...modules].filter((module) => module.endsWith('/__init__.py') && isAbove(dir, module)).map(dirOf);
  const known = new Set(packages);
  return packages.filter((folder) => !known.has(dirOf(folder))).map((folder) => folder.slice(folder.lastIndexOf('/') + 1));
}

/** The settings of a section, keys with dashes, values with their continuation lines and without comments. */
function iniSection(text: string | undefined, name: string): Table | undefined {
  const section = new RegExp(`^\\[${name}\\][^\\n]*\\n((?:(?!\\[)[^\\n]*\\n?)*)`, 'm').exec(text ?? '')?.[1];
  if (section === undefined) return undefined;
  const settings = [...section.matchAll(/^([\w-]+)[ \t]*[=:]([^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n)))*)/gm)];
  return Object.fromEntries(settings.map(([, key, value]) => [key!.replaceAll('_', '-'), plain(value!.replace(/#[^\n]*/g, '').trim())]));
}

function withDashes(settings: Table): Table {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key.replaceAll('_', '-'), value]));
}

/** A manifest that does not parse says nothing. */
function toml(text: string | undefined): Table | undefined {
  if (text === undefined) return undefined;
  try {
    return parse(text) as Table;
  } catch {
    return undefined;
  }
}

function table(from: Table | undefined, ...keys: readonly string[]): Table | undefined {
  let value: Json | undefined = from;
  for (const key of keys) value = (value as Table | undefined)?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : undefined;
}

function pick(from: Table | undefined, keys: readonly string[]): Table {
  return Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => keys.includes(key)));
}

function strings(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
