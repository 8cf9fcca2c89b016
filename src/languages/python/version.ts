import type { PackageFacts } from '../types.ts';

/** Signatures that no Python before 3.9 can evaluate: `-> list[str]`, `def f(ids: dict[str, int])`, `-> str | None`. */
const NEW_TYPES = /->\s*(?:(?:list|dict|tuple|set|frozenset|type)\[|[\w.]+ \| )|\bdef \w+\((?:[^()]|\([^()]*\))*?:\s*(?:(?:list|dict|tuple|set|frozenset|type)\[|[\w.]+ \| )/;
const LATE_ANNOTATIONS = /^from __future__ import [^\n]*\bannotations\b/m;

/** Whether a file could not even be imported before Python 3.9. */
export function needsBuiltinGenerics(text: string): boolean {
  return NEW_TYPES.test(text) && !LATE_ANNOTATIONS.test(text);
}

/** Whether code written into a file may say `list[str]` in a signature. */
export function mayUseBuiltinGenerics(text: string, { python }: PackageFacts): boolean {
  return LATE_ANNOTATIONS.test(text) || NEW_TYPES.test(text) || (python?.minorVersion ?? 0) >= 9;
}
