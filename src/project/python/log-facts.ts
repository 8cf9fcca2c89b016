/** What a file shows about logging. */
export interface LogFacts {
  /** Loggers made at module level: `logger = get_logger(__name__)`. */
  readonly made: readonly MadeLogger[];
  /** Log calls whose message is a `%` form with arguments, and those with an f-string. */
  readonly percent: number;
  readonly fstring: number;
  /** Something here configures logging. */
  readonly configures: boolean;
}

export interface MadeLogger {
  readonly name: string;
  /** What is called: `get_logger`, `logging.getLogger`. */
  readonly callee: string;
  readonly args: string;
}

const MADE = /^([A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?=[ \t]*([\w.]+)\(([^()\n]*)\)/gm;
const LOG_NAME = /log(?:ger|ging)?$/i;
const LOG_CALL = /\b(?:\w*logger|log|logging)\.(?:debug|info|warning|warn|error|exception|critical)\([ \t\n]*(?=[fFrR]?["'])/gi;
const CONFIGURES = new RegExp(
  [
    String.raw`\b(?:basicConfig|dictConfig|fileConfig)\(`,
    String.raw`\bstructlog\.configure(?:_once)?\(`,
    String.raw`^LOGGING\b[^=\n]*=`,
    String.raw`\.addHandler\(`,
    String.raw`^from[ \t]+loguru[ \t]+import\b`,
    String.raw`\bcoloredlogs\.install\(`,
    String.raw`^LOGGING_CONFIG\b`,
  ].join('|'),
  'm',
);

export function logFactsOf(code: string, text: string): LogFacts {
  const calls = Array.from(code.matchAll(LOG_CALL), (match) => messageForm(text, match.index + match[0].length));
  return {
    made: Array.from(code.matchAll(MADE))
      .filter(([, name]) => LOG_NAME.test(name!))
      .map((match) => ({ name: match[1]!, callee: match[2]!, args: argumentsAt(match, text) })),
    percent: calls.filter((form) => form === 'percent').length,
    fstring: calls.filter((form) => form === 'fstring').length,
    configures: CONFIGURES.test(withoutMainBlock(code)),
  };
}

/** The arguments as written: in the code their strings are blank. */
function argumentsAt(match: RegExpExecArray, text: string): string {
  const end = match.index + match[0].length - 1;
  return text.slice(end - match[3]!.length, end).trim();
}

function messageForm(text: string, at: number): 'percent' | 'fstring' | undefined {
  const message = /^([fF]?)[rR]?(["'])((?:\\.|(?!\2)[^\\\n])*)\2\s*(,?)/.exec(text.slice(at, at + 400));
  if (!message) return undefined;
  if (message[1]) return message[3]!.includes('{') ? 'fstring' : undefined;
  return message[4] && /%[-+ #0-9.]*[sdrifgx]/.test(message[3]!) ? 'percent' : undefined;
}

/** Logging set up for a run by hand is not there when a server imports the module. */
function withoutMainBlock(code: string): string {
  return code.replace(/^if\b[^\n]*\b__name__\b[^\n]*\n(?:[ \t][^\n]*\n?|\n)*/m, '');
}
