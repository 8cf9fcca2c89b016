import { parse } from 'smol-toml';
import type { LintSettings } from '../../languages/types.ts';
import type { SourceText } from '../facts.ts';
import { dirOf, join } from '../folders.ts';

type Table = { readonly [key: string]: unknown };

/** The ruff or flake8 settings that hold in a folder: those of the nearest folder around it that has some. */
export function lintSettings(dir: string, files: ReadonlyMap<string, SourceText>): LintSettings | undefined {
  for (let at = dir; ; at = dirOf(at)) {
    const text = (name: string) => files.get(join(at, name))?.text;
    const settings =
      ruff(toml(text('ruff.toml') ?? text('.ruff.toml'))) ??
      ruff(table(toml(text('pyproject.toml')), 'tool', 'ruff')) ??
      flake8(text('.flake8')) ?? flake8(text('setup.cfg')) ?? flake8(text('tox.ini'));
    if (settings || at === '') return settings ?? undefined;
  }
}

function ruff(settings: Table | undefined): LintSettings | undefined {
  if (!settings) return undefined;
  const lint = { ...settings, ...table(settings, 'lint') };
  return {
    tool: 'ruff',
    select: [...(strings(lint['select']) ?? ['E4', 'E7', 'E9', 'F']), ...(strings(lint['extend-select']) ?? [])],
    ignore: [...(strings(lint['ignore']) ?? []), ...(strings(lint['extend-ignore']) ?? [])],
    lineLength: Number(settings['line-length'] ?? 88),
  };
}

function flake8(text: string | undefined): LintSettings | undefined {
  const section = /^\[flake8\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/m.exec(text ?? '')?.[1];
  if (section === undefined) return undefined;
  const codes = (...keys: string[]) => keys.flatMap((key) => iniValue(section, key)?.match(/[A-Z]+\d*/g) ?? []);
  const select = codes('select');
  return {
    tool: 'flake8',
    select: [...(select.length > 0 ? select : ['C90', 'E', 'F', 'W']), ...codes('extend-select', 'extend_select')],
    ignore: codes('ignore', 'extend-ignore', 'extend_ignore'),
    lineLength: Number(iniValue(section, 'max[-_]line[-_]length') ?? 79),
  };
}

/** A value with its continuation lines, without comments. */
function iniValue(section: string, key: string): string | undefined {
  const value = new RegExp(`^${key}[ \\t]*[=:]([^\\n]*(?:\\n[ \\t]+[^\\n]*)*)`, 'm').exec(section)?.[1];
  return value?.replace(/#[^\n]*/g, '').trim();
}

/** A manifest that does not parse says nothing. */
function toml(text: string | undefined): Table | undefined {
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function table(from: Table | undefined, ...keys: readonly string[]): Table | undefined {
  let value: unknown = from;
  for (const key of keys) value = (value as Table | undefined)?.[key];
  return typeof value === 'object' && value !== null ? (value as Table) : undefined;
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
