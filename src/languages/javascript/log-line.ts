import type { Need } from '../../types.ts';
import type { ErrorField, LogFunction, LoggerShape } from '../types.ts';
import type { Logger } from './logger-kind.ts';
import type { JavaScriptDoc } from './parse.ts';

type Takes = NonNullable<LoggerShape['takes']>[string];
/** What an error is among plain values. */
type ErrorFields = (error: string) => readonly string[];

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** What a log line says, in source text. */
export interface LogLine {
  /** The text: a string, a template or any expression that gives one. */
  readonly message: string;
  /** The error it is about: an expression that may be repeated, or `new Error('…')`. */
  readonly error?: string;
  /** Further values, as the inside of an object literal: `userId: user.id, count`. */
  readonly details?: string;
}

/** What does for a level that a logger does not have, nearest first. */
const METHODS: { readonly [level in Level]: readonly string[] } = {
  debug: ['debug', 'verbose', 'trace', 'silly', 'info', 'log'],
  info: ['info', 'log', 'notice'],
  warn: ['warn', 'warning', 'error'],
  error: ['error', 'fatal', 'critical'],
};

/**
 * A call that logs, without semicolon, in the order of arguments the logger takes. Undefined when what is to be said
 * cannot be passed to it.
 */
export function logLine(doc: JavaScriptDoc, logger: Logger, level: Level, line: LogLine): string | undefined {
  const call = logCall(doc, logger, level, line);
  return call && `${call.callee}(${call.args.join(', ')})`;
}

/** The same as what is called and with what. */
export function logCall(
  doc: JavaScriptDoc, { expression, shape, isOptional }: Logger, level: Level, line: LogLine,
): { readonly callee: string; readonly args: readonly string[] } | undefined {
  const method = methodFor(shape, level);
  if (method === undefined) return undefined;
  const errorFields = (error: string) => (shape.errorField ? fieldsOf(doc, error, shape.errorField, level) : [`error: ${stackOf(error)}`]);
  const fn = shape.functions?.[method];
  if (fn) {
    const given = argumentsOfFunction(doc, fn, shape.takes?.[method], line, errorFields);
    return given && { callee: fn.name, args: given };
  }
  const parameters = shape.parameters?.[method];
  const args = parameters ? argumentsOfFunction(doc, parameters, shape.takes?.[method], line, errorFields)
    : argumentsFor(doc, shape, method, line, errorFields);
  return args && { callee: `${expression}${isOptional ? '?.' : '.'}${method}`, args };
}

/** What a fix that logs at a level must ask for. */
export function needsFor({ shape, needs, needsOfMethod }: Logger, level: Level): readonly Need[] {
  return [...needs, ...(needsOfMethod?.[methodFor(shape, level) ?? ''] ?? [])];
}

function methodFor(shape: LoggerShape, level: Level): string | undefined {
  return METHODS[level].find((name) => shape.methods.includes(name));
}

/** Arguments in the order of a function's parameters. What is left out at the end is not written. */
function argumentsOfFunction(
  doc: JavaScriptDoc, { parameters, needsError }: Omit<LogFunction, 'name'>, takes: Takes | undefined, { message, error, details }: LogLine, errorFields: ErrorFields,
): string[] | undefined {
  if (error === undefined && needsError) return undefined;
  const takesError = parameters.includes('error') || parameters.includes('rest');
  const fields = [...(error === undefined || takesError ? [] : errorFields(error)), ...(details === undefined ? [] : [details])];
  const object = fields.length === 0 ? undefined : objectOf(fields);
  const isTaken = object === undefined || parameters.includes('details') || parameters.includes('rest');
  if (!isTaken) return details === undefined ? appended(message, error!) : undefined;
  const given = error === undefined ? undefined : takes === 'error' ? asError(doc, error) : error;
  const values = { message: [message], error: [given], details: [object], rest: [parameters.includes('error') ? undefined : given, object].filter(Boolean) };
  const args = parameters.flatMap((parameter) => values[parameter]);
  const last = args.findLastIndex((each) => each !== undefined);
  return args.slice(0, last + 1).map((each) => each ?? 'undefined');
}

function argumentsFor(doc: JavaScriptDoc, shape: LoggerShape, method: string, line: LogLine, errorFields: ErrorFields): string[] | undefined {
  const { message, error, details } = line;
  const { form } = shape;
  const takes = shape.takes?.[method];
  switch (form) {
    case 'object-first': {
      if (takes === 'plain' && error !== undefined) return details === undefined ? [error, message] : [objectOf([`err: ${stackOf(error)}`, details]), message];
      const fields = [...(error === undefined ? [] : [error === 'err' ? 'err' : `err: ${error}`]), ...(details === undefined ? [] : [details])];
      return fields.length > 0 ? [objectOf(fields), message] : [message];
    }
    case 'variadic': return [message, ...(error === undefined ? [] : [error]), ...(details === undefined ? [] : [objectOf([details])])];
    case 'nest': {
      if (error === undefined && details !== undefined && takes === 'nothing') return undefined;
      if (error === undefined) return details === undefined ? [message] : [message, objectOf([details])];
      if (details !== undefined) return undefined;
      // Only `error` takes a stack; the last text given to another method is the name of a context.
      return method === 'error' ? [message, stackOf(error)] : appended(message, stackOf(error));
    }
    case 'text': return details === undefined ? (error === undefined ? [message] : appended(message, error)) : undefined;
    case 'message-first': return withDetails(doc, takes, line, errorFields, shape.errorField?.key ?? 'err');
  }
}

function withDetails(
  doc: JavaScriptDoc, takes: Takes | undefined, { message, error, details }: LogLine, errorFields: ErrorFields, key: string,
): string[] | undefined {
  if (error === undefined && details === undefined) return [message];
  if (takes === 'nothing') return details === undefined ? appended(message, error!) : undefined;
  if (takes === 'message') return details === undefined ? [message, error!] : undefined;
  if (takes === 'error') {
    if (details !== undefined) return undefined;
    return [message, asError(doc, error!)];
  }
  if (takes === 'record' || takes === 'plain' || details !== undefined) {
    const own = error === undefined ? [] : takes === 'record' ? [error === key ? key : `${key}: ${error}`] : errorFields(error);
    return [message, objectOf([...own, ...(details === undefined ? [] : [details])])];
  }
  return [message, error!];
}

/** An object literal of some fields; the last may bring lines and comments of its own, which stay as they are. */
function objectOf(fields: readonly string[]): string {
  const last = fields.at(-1)!;
  if (!last.includes('\n')) return `{ ${fields.map((field) => field.trim()).join(', ')} }`;
  const gap = /^\r?\n[ \t]*/.exec(last)?.[0] ?? ' ';
  const others = fields.slice(0, -1).map((field) => `${gap}${field},`).join('');
  return `{${others}${/^\s/.test(last) ? '' : ' '}${last}${/\s$/.test(last) ? '' : ' '}}`;
}

/** What was thrown as an `Error`, where a type asks for one. */
function asError(doc: JavaScriptDoc, error: string): string {
  const isTyped = /\.[cm]?tsx?$/.test(doc.path) && !isMade(error);
  return isTyped ? `${error} instanceof Error ? ${error} : new Error(String(${error}))` : error;
}

/** An error among plain values as the project's own calls write it; of a failure the stack is kept in any case. */
function fieldsOf(doc: JavaScriptDoc, error: string, { key, hasStack }: ErrorField, level: Level): string[] {
  const isTyped = /\.[cm]?tsx?$/.test(doc.path);
  const read = (name: string, otherwise: string) => (isMade(error) ? `${error}.${name}` : `${error} instanceof Error ? ${error}.${name} : ${otherwise}`);
  const textOrWhole = (name: string) => (isTyped || isMade(error) ? read(name, `String(${error})`) : `${error}?.${name} ?? ${error}`);
  if (!hasStack || isMade(error)) return [`${key}: ${textOrWhole(level === 'error' ? 'stack' : 'message')}`];
  return [`${key}: ${textOrWhole('message')}`, `stack: ${isTyped ? read('stack', 'undefined') : `${error}?.stack`}`];
}

/** The stack of what was thrown, which need not be an `Error`. */
function stackOf(error: string): string {
  if (isMade(error)) return `${error}.stack`;
  return `${error} instanceof Error ? ${error}.stack : String(${error})`;
}

/** `new Error('…')`, which would be another one each time. */
function isMade(error: string): boolean {
  return error.startsWith('new ');
}

/** The text with a value behind it, as one template; undefined where the text is no literal. */
function appended(message: string, value: string): string[] | undefined {
  if (/^`[\s\S]*`$/.test(message)) return [`${message.slice(0, -1)}: \${${value}}\``];
  const literal = /^(['"])([\s\S]*)\1$/.exec(message);
  if (!literal) return undefined;
  const text = literal[2]!.replaceAll(`\\${literal[1]!}`, literal[1]!).replace(/`|\$\{/g, '\\$&');
  return [`\`${text}: \${${value}}\``];
}
