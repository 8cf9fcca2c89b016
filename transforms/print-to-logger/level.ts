export type Level = 'debug' | 'info' | 'warning' | 'error';

const ERROR_MARKS = /[❌✗✘🚨⛔💥🔴]/u;
const ERROR_WORDS = /\b(error|errors|failed|failure|exception|fatal|erro|falha|erreur|fehler|fallo)\b|失败|出错|错误|異常|异常/i;
/** Counts, rates and absences of errors are no errors. */
const NO_ERROR = /\b(no|0|zero|without|any|if|on) (errors?|failures?|exceptions?)\b|\b(error|failure)s?[ _-](rate|count|handl\w+|log\w*|page|margin|track\w*|code|budget|monitor\w*|report\w*|metrics?)\b|(^|[,;|/(]|^[^\p{L}{}]*) ?failed:? ?(\{\}|\d)|\bfailed \w+s:? ?(\{\}|\d)|\b(errors|failures):? ?(\{\}|\d)|\b(errors?|exceptions?|failed|failures?)['"]?\s*=|(^|[,;:|/(=]) ?(\{\}|\d+) (failed|error|failure)\b|(\{\}|\d) (errors|failures)\b/iu;
const WARNING = /⚠|\b(warn|warning|not installed|not set|not configured|not available|unavailable|fall(ing|s)? ?back|deprecated|aviso|advertencia|warnung)\b/i;
/** What is written to the standard error only to keep the standard output free. */
export const SUCCESS = /^\W*[✅✓✔🎉ℹ]/u;
const DEBUG = /^\W*\[?\s*debug\b(?! mode)/i;
const LEVELS: Record<string, Level> = { debug: 'debug', info: 'info', warn: 'warning', warning: 'warning', error: 'error', critical: 'error', fatal: 'error' };

/** The level a text speaks for, when it is not the line of an `except` clause. */
export function levelOf(text: string, tag: string | undefined, isStderr: boolean): Level {
  const own = ownLevel(text, tag);
  if (own) return own;
  if (DEBUG.test(text)) return 'debug';
  if (ERROR_MARKS.test(text) || (ERROR_WORDS.test(text) && !NO_ERROR.test(text))) return 'error';
  return WARNING.test(text) || (isStderr && !SUCCESS.test(text)) ? 'warning' : 'info';
}

/** Whether a text says that something went well: that it is the end of something else is no failure. */
export function saysSuccess(text: string): boolean {
  return SUCCESS.test(text) || /(?<!\b(?:un|not|no|without) ?)\bsuccess(?:ful|fully)?\b|\bsucceeded\b/i.test(text) && levelOf(text, undefined, false) === 'info';
}

/** The level a text names itself, as a tag that was taken away or as its first word: `Warning: no key`. */
export function ownLevel(text: string, tag: string | undefined): Level | undefined {
  if (tag) return LEVELS[tag];
  if (/^\W*(CRITICAL|FATAL)\b/.test(text)) return 'error';
  return /^\W*warn(ing)?\b\W*:/i.test(text) ? 'warning' : undefined;
}
