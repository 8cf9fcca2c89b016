/**
 * A pattern without its alternatives that match everything, such as `http://localhost:\d+` of `http://localhost:\d+|.*`;
 * undefined where it has none, or nothing else.
 */
export function withoutAnyAlternative(pattern: string, matchesAny: (alternative: string) => boolean): string | undefined {
  const [, before, inner, after] = /^(\^?\((?:\?:)?)(.*)(\)\$?)$/s.exec(pattern) ?? [];
  const isOneGroup = inner !== undefined && alternativesOf(inner) !== undefined;
  const alternatives = alternativesOf(isOneGroup ? inner : pattern) ?? [];
  const rest = alternatives.filter((each) => !matchesAny(each));
  if (rest.length === 0 || rest.length === alternatives.length) return undefined;
  return isOneGroup ? `${before}${rest.join('|')}${after}` : rest.join('|');
}

/** The parts between the `|` that stand in no group; undefined where parentheses do not match. */
function alternativesOf(pattern: string): string[] | undefined {
  const parts = [''];
  let depth = 0;
  let isClass = false;
  for (const piece of pattern.match(/\\.|[^\\]/gs) ?? []) {
    if (isClass) isClass = piece !== ']';
    else if (piece === '[') isClass = true;
    else if (piece === '(') depth += 1;
    else if (piece === ')' && (depth -= 1) < 0) return undefined;
    if (piece === '|' && depth === 0 && !isClass) parts.push('');
    else parts.push(parts.pop()! + piece);
  }
  return depth === 0 ? parts : undefined;
}
