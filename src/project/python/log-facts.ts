import { codeOf } from './strings.ts';

/** What a file shows about logging. */
export interface LogFacts {
  /** Loggers made at module level: `logger = get_logger(__name__)`. */
  readonly made: readonly MadeLogger[];
  /** Words beside what sounds like a logger where it is given a value or a type: what may make it. */
  readonly makers: readonly string[];
  /** Log calls whose message is a `%` form with arguments, and those with an f-string. */
  readonly percent: number;
  readonly fstring: number;
  /** Something here configures logging. */
  readonly configures: boolean;
  /** Where structlog is set up: whether an exception is written with its traceback. */
  readonly structlogTraceback?: boolean;
}

export interface MadeLogger {
  readonly name: string;
  /** What is called: `get_logger`, `logging.getLogger`. */
  readonly callee: string;
  readonly args: string;
}

const MADE = /^([A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?=[ \t]*([\w.]+)\(([^()\n]*)\)/gm;
const GIVEN = /\blog(?:ger)?(?:[ \t]*:([^=,\n]+))?(?:[ \t]*=([^\n]*))?/gi;
const LOG_NAME = /log(?:ger|ging)?$/i;
const LOG_CALL = /(?:logger|LOGGER|\blog|\bLOG|logging)\.(?:debug|info|warning|warn|error|exception|critical)\([ \t\n]*(?=[fFrR]?["'])/g;
/** What configuring logging looks like: a word that is quick to look for, and what must follow or stand before it. */
const CONFIGURES: readonly (readonly [string, RegExp])[] = [
  ['Config(', /\b(?:basic|dict|file)Config\(/],
  ['structlog.configure', /\bstructlog\.configure(?:_once)?\(/],
  ['addHandler(', /\.addHandler\(/],
  ['loguru', /^from[ \t]+loguru[ \t]+import\b/m],
  ['coloredlogs', /\bcoloredlogs\.install\(/],
  ['LOGGING', /^LOGGING(?:_CONFIG)?\b[^=\n]*=/m],
];

export function logFactsOf(code: string, text: string): LogFacts {
  if (!/log/i.test(code)) return { made: [], makers: [], percent: 0, fstring: 0, configures: configures(code) };
  const calls = Array.from(code.matchAll(LOG_CALL), (match) => messageForm(text, match.index + match[0].length));
  return {
    made: Array.from(code.matchAll(MADE))
      .filter(([, name]) => LOG_NAME.test(name!))
      .map((match) => ({ name: match[1]!, callee: match[2]!, args: argumentsAt(match, text) })),
    makers: [...new Set(Array.from(code.matchAll(GIVEN), ([, type, value]) => `${type ?? ''} ${value ?? ''}`.match(/[A-Za-z_]\w*/g) ?? []).flat())],
    percent: calls.filter((form) => form === 'percent').length,
    fstring: calls.filter((form) => form === 'fstring').length,
    configures: configures(code),
    ...structlogTraceback(code),
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

/** Processors that put a traceback in place of `exc_info`, or hand it to something that does; and those that write a line as it is. */
const WRITES_TRACEBACK = /\b(?:format_exc_info|dict_tracebacks|ExceptionRenderer|ExceptionPrettyPrinter|render_to_log_kwargs|(?:Logfire|Sentry)Processor)\b/;
const WRITES_LINE = /\b(?:JSONRenderer|LogfmtRenderer|KeyValueRenderer|EventRenderer)\b/;

/** Without processors of its own structlog writes tracebacks, and so does its `ConsoleRenderer`; where what it calls cannot be told, it may not. */
function structlogTraceback(code: string): { readonly structlogTraceback?: boolean } {
  if (!/\bstructlog\.configure(?:_once)?\(/.test(code)) return {};
  const isPlain = !WRITES_LINE.test(code) && (!/\bprocessors\s*=/.test(code) || /\bConsoleRenderer\b/.test(code));
  return { structlogTraceback: WRITES_TRACEBACK.test(code) || isPlain };
}

/** Whether a text sets up logging, for a run by hand too. */
export function setsUpLogging(text: string): boolean {
  return CONFIGURES.some(([word, pattern]) => text.includes(word) && pattern.test(codeOf(text).code));
}

function configures(code: string): boolean {
  const candidates = CONFIGURES.filter(([word]) => code.includes(word));
  if (candidates.length === 0) return false;
  const imported = withoutMainBlock(code);
  return candidates.some(([, pattern]) => pattern.test(imported));
}

/** Logging set up for a run by hand is not there when a server imports the module. */
function withoutMainBlock(code: string): string {
  return code.replace(/^if\b[^\n]*\b__name__\b[^\n]*\n(?:[ \t][^\n]*\n?|\n)*/m, '');
}
