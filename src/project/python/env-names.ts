const READ = /\b(?:getenv|environ\.get|environ\.setdefault|env|env\.(?:str|bool|int|list|float)|config)[ \t]*\([ \t\n]*["']|\benviron\[["']/g;
const SETTINGS_CLASS = /^class[ \t]+\w+[ \t]*\([^)]*\bBaseSettings\b[^)]*\)[ \t]*:[^\n]*\n((?:[ \t]+[^\n]*\n|\n)*)/gm;
const FIELD = /^(?: {4}|\t)([A-Za-z]\w*)[ \t]*:(?![ \t]*ClassVar)/gm;

/** Names of environment variables the code reads, in source order: `os.getenv("X")`, `env("X")`, fields of pydantic settings. */
export function envNamesOf(code: string, text: string): string[] {
  const found: { name: string; at: number }[] = [];
  for (const match of code.matchAll(READ)) {
    const at = match.index + match[0].length;
    const name = /^[A-Z][A-Z0-9_]*(?=["'])/.exec(text.slice(at, at + 80));
    if (name) found.push({ name: name[0], at });
  }
  if (code.includes('BaseSettings')) {
    for (const settings of code.matchAll(SETTINGS_CLASS)) found.push(...fieldNames(settings, text));
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ name }) => name))];
}

/** pydantic reads the field `cors_origins` from `CORS_ORIGINS`, after the prefix of the class if it has one. */
function fieldNames(settings: RegExpExecArray, text: string): { name: string; at: number }[] {
  const body = settings[1]!;
  const start = settings.index + settings[0].length - body.length;
  const prefix = /\benv_prefix["']?[ \t]*[=:][ \t]*["'](\w*)["']/.exec(text.slice(start, start + body.length))?.[1] ?? '';
  return Array.from(body.matchAll(FIELD), (field) => ({
    name: (prefix + field[1]!).toUpperCase(),
    at: start + field.index,
  })).filter(({ name }) => name !== 'MODEL_CONFIG');
}
