const READ = /\b(?:process|Bun)\s*\.\s*env\s*(?:\?\.|\.)\s*([A-Z][A-Z0-9_]*)\b|\bimport\.meta\.env\s*\.\s*([A-Z][A-Z0-9_]*)\b/g;
const READ_BY_STRING = /(?:\bprocess\s*\.\s*env\s*\[|\bDeno\s*\.\s*env\s*\.\s*get\s*\(|[cC]onfig(?:Service)?\s*\.\s*(?:get|getOrThrow)\s*(?:<[^()]{0,60}>)?\(|\benv\s*\.\s*get\s*\()\s*(?=["'`])/g;
const DESTRUCTURED = /\{([^{}]*)\}\s*=\s*process\s*\.\s*env\b/g;

/** Names of environment variables the code reads, in source order: `process.env.X`, `Deno.env.get('X')`, `config.get('X')`. */
export function envNamesOf(code: string, text: string): string[] {
  const found: { name: string; at: number }[] = [];
  for (const match of code.matchAll(READ)) found.push({ name: (match[1] ?? match[2])!, at: match.index });
  for (const match of code.matchAll(READ_BY_STRING)) {
    const at = match.index + match[0].length;
    const name = /^["'`]([A-Z][A-Z0-9_]*)["'`]/.exec(text.slice(at, at + 80))?.[1];
    if (name !== undefined) found.push({ name, at });
  }
  for (const match of code.includes('= process') ? code.matchAll(DESTRUCTURED) : []) {
    for (const name of match[1]!.matchAll(/(?<![\w$:])([A-Z][A-Z0-9_]*)\b/g)) found.push({ name: name[1]!, at: match.index });
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ name }) => name))];
}
