import { createHash } from 'node:crypto';
import type { Site } from '../types.ts';

/** Texts with their quotes, numbers, names, and what else there is. */
const TOKEN = /(?<string>[A-Za-z]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`))|(?<number>\b\d[\w.]*)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<space>\s+)|./gsu;
/** Words of the languages, which are no names. */
const WORDS = new Set(('and as async await break case catch class const continue def default del elif else except export extends finally for from function if import in instanceof is lambda let new nonlocal not of or pass raise return '
  + 'static switch throw try typeof var void while with yield True False None true false null undefined this self').split(' '));

/**
 * A change with strings and numbers blanked, and the names that stay: what the fix brings or takes (`print`,
 * `logger.warning`) is what tells one change from another.
 */
export function shapeOf(before: string, after: string): { readonly before: string; readonly after: string } {
  const [old, now] = [namesIn(before), namesIn(after)];
  const isBlanked = (name: string) => old.has(name) && now.has(name) && !WORDS.has(name);
  return { before: blanked(before, isBlanked), after: blanked(after, isBlanked) };
}

/** The same key for fixes that make the same change. */
export function shapeKey({ transform, before, after = '' }: Pick<Site, 'transform' | 'before' | 'after'>): string {
  const shape = shapeOf(before, after);
  return createHash('sha256').update([transform, shape.before, shape.after].join('\0')).digest('hex').slice(0, 12);
}

function namesIn(code: string): Set<string> {
  return new Set([...code.matchAll(TOKEN)].flatMap(({ groups }) => groups!['name'] ?? []));
}

function blanked(code: string, isBlanked: (name: string) => boolean): string {
  return code.replace(TOKEN, (token, ...rest) => {
    const { string, number, name, space } = rest.at(-1) as { readonly [kind: string]: string | undefined };
    if (string !== undefined) return '"…"';
    if (number !== undefined) return '0';
    if (space !== undefined) return ' ';
    return name !== undefined && isBlanked(name) ? '_' : token;
  }).trim();
}
