const MOST_NAMED = 4;

const READ = /(?:\benviron\b(?:\.get)?|\bgetenv|\bprocess\.env|\bDeno\.env\.get|\benv\w*|\bconfig)[.(['"\s]+([A-Z][A-Z0-9_]{2,})\b/;
/** Straight from the environment: `env.CORS_ORIGIN` of a module of the project's own may have a default there. */
const DIRECT = /(?:\bos\.environ\b(?:\.get)?|\bgetenv|\bprocess\.env|\bDeno\.env\.get|(?<![\w.])environ(?:\.get)?)[.(['"\s]+([A-Z][A-Z0-9_]{2,})\b/;

/** What the origins of a layer are made from: the expression, with the values of the names in it, and the texts there. */
export interface Origins {
  readonly written: string;
  readonly made: string;
  readonly texts: readonly string[];
}

/**
 * What a layer that names its origins lets in, in words: the origins themselves where the code says them, else where
 * they come from. Local ones that stand in for a variable are told apart: they count where nobody sets it.
 */
export function allowedText({ written, made, texts: origins }: Origins, kind: 'http' | 'socket'): string {
  const what = kind === 'socket' ? 'sockets are open to' : 'CORS lets in';
  const named = [...new Set(origins)].filter((origin) => /^(https?:)?\/\/|^localhost\b|^\w[\w.-]+\.\w+/.test(origin));
  const local = named.filter((origin) => /localhost|127\.0\.0\.1/.test(origin));
  // Those that an item about production asks for are never behind "and more".
  const shown = [...local.slice(0, 2), ...named.filter((origin) => !local.includes(origin))].slice(0, MOST_NAMED);
  const from = written.replace(/\s+/g, ' ').slice(0, 60);
  const variable = READ.exec(made)?.[1];
  if (variable !== undefined && local.length > 0 && !/production/i.test(made)) return `${what} the origins of \`${variable}\`, and \`${local[0]}\` where it is not set`;
  if (DIRECT.test(made) && variable !== undefined && shown.length === 0) return `${what} the origins of \`${variable}\``;
  if (shown.length === 0) return `${what} what \`${from}\` says`;
  return `${what} ${shown.map((origin) => `\`${origin}\``).join(', ')}${named.length > shown.length ? ` and ${named.length - shown.length} more` : ''}`;
}
