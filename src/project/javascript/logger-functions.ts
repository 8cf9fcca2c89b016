import type { AnyFunction } from '../../languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Node } from '../../languages/javascript/tree.ts';
import type { LogFunction, LoggerShape } from '../../languages/types.ts';
import { isMessageLike, isOptional, nameOf, typeOf } from './parameters.ts';

const LEVELS: { readonly [word: string]: string } = {
  debug: 'debug', info: 'info', warn: 'warn', warning: 'warn', error: 'error', fatal: 'fatal', critical: 'critical',
};
const WORDS = Object.keys(LEVELS).join('|');
const LEVEL_FIRST = new RegExp(`^(${WORDS})_?log$`, 'i');
const LEVEL_LAST = new RegExp(`^log_?(${WORDS})$`, 'i');
const MESSAGE = /^_*(?:msg|message|text|str|content|title|description|event)$/i;
const ERROR = /^_*(?:e|ex|err|error|exception|cause|reason)$/i;
const DETAILS = /^_*(?:obj|object|data|meta(?:data)?|context|ctx|fields|payload|details|props|extra|attributes|info|additional\w*)$/i;

/** Whether a name says that a function writes a line of a level: `logError`, `warnLog`. */
export function isLevelFunction(name: string): boolean {
  return levelOf(name) !== undefined;
}

/**
 * What a module logs with whose functions each write a line of one level; undefined where these are not enough for a
 * package, or take something else than a text, an error and details.
 */
export function functionsShape(functions: ReadonlyMap<string, AnyFunction>, doc: JavaScriptDoc): LoggerShape | undefined {
  const known = [...functions].flatMap(([name, fn]) => {
    const method = levelOf(name);
    const read = method === undefined ? undefined : readFunction(name, fn, doc);
    return read ? [{ method: method!, ...read }] : [];
  });
  const methods = known.map(({ method }) => method);
  if (!methods.includes('error') || methods.length < 2) return undefined;
  const typed = known.filter(({ isTyped }) => isTyped).map(({ method }) => [method, 'error'] as const);
  const takesMore = known.some(({ fn }) => fn.parameters.length > 1);
  return {
    form: takesMore ? 'message-first' : 'text', methods, functions: Object.fromEntries(known.map(({ method, fn }) => [method, fn])),
    ...(typed.length > 0 && { takes: Object.fromEntries(typed) }),
  };
}

function levelOf(name: string): string | undefined {
  const word = (LEVEL_LAST.exec(name) ?? LEVEL_FIRST.exec(name))?.[1];
  return word && LEVELS[word.toLowerCase()];
}

/** What a function that logs takes, by the names and the types of its parameters; undefined where these do not tell. */
export function readFunction(name: string, fn: AnyFunction, doc: JavaScriptDoc): { readonly fn: LogFunction; readonly isTyped: boolean } | undefined {
  const roles = (fn.params as Node[]).map((parameter) => roleOf(parameter, doc));
  const unknown = roles.findIndex((role) => role === undefined);
  // What nobody has to give can stay away, with all that follows.
  const isLeftOut = unknown < 0 || (fn.params as Node[]).slice(unknown).every((parameter) => isOptional(parameter, doc));
  const parameters = (unknown < 0 ? roles : roles.slice(0, unknown)) as LogFunction['parameters'];
  if (!isLeftOut || parameters.filter((role) => role === 'message').length !== 1 || new Set(parameters).size < parameters.length) return undefined;
  const details = (fn.params as Node[])[parameters.indexOf('details')];
  if (details && !isOptional(details, doc)) return undefined;
  const error = (fn.params as Node[])[parameters.indexOf('error')];
  return {
    fn: { name, parameters, ...(error && !isOptional(error, doc) && { needsError: true as const }) },
    isTyped: error !== undefined && typeOf(error, doc) === 'error',
  };
}

function roleOf(parameter: Node, doc: JavaScriptDoc): LogFunction['parameters'][number] | undefined {
  const name = nameOf(parameter);
  if (name === undefined) return undefined;
  const type = typeOf(parameter, doc);
  if (parameter.type === 'RestElement') return type === 'any' ? 'rest' : undefined;
  if (type === 'error' || (ERROR.test(name) && type === 'any')) return 'error';
  if (MESSAGE.test(name)) return isMessageLike(parameter) ? 'message' : undefined;
  return DETAILS.test(name) && (type === 'any' || type === 'record') ? 'details' : undefined;
}
