import type { Handler } from '../../../src/languages/javascript/handlers.ts';
import type { Level } from '../../../src/languages/javascript/log-line.ts';
import { lineEnd, lineStart, statementOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { ownLevel, saysSuccess } from '../level.ts';
import { excuseIn, saidLevel } from '../said-level.ts';

const TAGS: Record<string, Level> = { debug: 'debug', info: 'info', warn: 'warn', warning: 'warn', error: 'error', critical: 'error', fatal: 'error' };
/** `AUTH DEBUG - details`, and a value that somebody looked into: `🔍 Rows: {}`. */
const DEBUG_WORD = /(?<![-\w])DEBUG(?![-\w]| (?:mode|flag))|^\W*\[\w*_DEBUG\]/;
const LOOKS_INTO = /^\W*[🔍🐛🐞🔎][^]*\{\}/u;
const MARKS = /[⚠❌✗✘🚨⛔💥🔴]\ufe0f?/gu;
const GOES_ON = /\bfall(?:ing|s)?[ -]?back\b|\b(?:using|use|with) (?:the )?(?:default|fallback|cached|local|mock|built-?in)\b|\binstead\b|\b(?:skip|continu|proceed|ignor)(?:ping|ing|ped)\b|\b(?:re)?trying\b|, (?:but|checking|resetting)\b|\bdespite\b/i;
/** What a client got wrong, and what happened to somebody's payment: no fault of the program. */
const NO_FAULT = /\b(?:validation|verification|authentication|comparison|check)(?: also)? failed\b|\bfailed (?:validation|verification)\b|\binvalid (?:file|format|token|signature|credentials?|password|input|request|params?|parameters?|body|payload)\b|^\W*(?:\[\w+\] )?(?:(?:payment|invoice|charge|intent|renewal) )+failed\b/i;
const NOT_LET_IN = /\b(?:unauthori[sz]ed|forbidden)\b/i;

/** What is known of the place of a line. */
export interface Place {
  readonly showsError: boolean;
  readonly isInHandler: boolean;
  /** Whether its handler does something else instead of what failed. */
  readonly goesOn: boolean;
  readonly excuse?: 'no failure' | 'minor' | undefined;
  /** Whether a comment or the lines beside it say that it is there for debugging. */
  readonly isForDebugging?: boolean;
}

/** The level of a `console` call: its method's; of a plain `log` what its text, its error and its place say. */
export function levelFor(method: string, text: string, tag: string | undefined, place: Place): Level {
  if (method !== 'log') return TAGS[method] ?? 'info';
  if (ownLevel(text, tag)) return inJavaScript(saidLevel(text, tag, false));
  const words = inJavaScript(saidLevel(text, undefined, false));
  // A mark is no more than a mark on a line for debugging.
  if (place.isForDebugging && !place.showsError && words !== 'info' && inJavaScript(saidLevel(text.replace(MARKS, ''), undefined, false)) === 'info') return 'debug';
  const said = words === 'info' && (DEBUG_WORD.test(text) || LOOKS_INTO.test(text)) ? 'debug' : softened(text, words);
  if (place.excuse === 'no failure') return said === 'debug' ? 'debug' : 'info';
  const level = levelInPlace(text, said, place);
  return place.excuse === 'minor' && level === 'error' ? 'warn' : level;
}

/** An error that the program copes with, or that is not its own, is a warning. */
function softened(text: string, said: Level): Level {
  if (said === 'info' && NOT_LET_IN.test(text)) return 'warn';
  return said === 'error' && [GOES_ON, NO_FAULT].some((pattern) => pattern.test(text)) ? 'warn' : said;
}

function levelInPlace(text: string, said: Level, { showsError, isInHandler, goesOn }: Place): Level {
  const isLow = said === 'debug' && !showsError || saysSuccess(text);
  if (isInHandler && !isLow && (goesOn || GOES_ON.test(text))) return 'warn';
  if (showsError) return said === 'warn' ? 'warn' : 'error';
  return said === 'info' && isInHandler && !saysSuccess(text) ? 'warn' : said;
}

function inJavaScript(level: ReturnType<typeof saidLevel>): Level {
  return level === 'warning' ? 'warn' : level;
}

/** Whether a method's line may drop a tag: a plain `log` takes its level from it, another only drops its own. */
export function takesTag(method: string, tag: string): boolean {
  return method === 'log' || TAGS[tag] === TAGS[method];
}

export function saysDebug(text: string): boolean {
  return /^\W*debug(ging)?\b(?! (mode|flag))/i.test(text);
}

/** The comments on the lines right above a call. */
export function commentsAt(doc: JavaScriptDoc, call: AnyCall): string {
  const statement = statementOf(doc.tree, call);
  const above = commentsAbove(doc, lineStart(doc, statement.start!));
  return doc.tree.comments.filter(({ start, end }) => start! >= above && end! <= statement.start!).map(({ value }) => value).join('\n');
}

/** What the comments at a call say about it: that nothing failed, or nothing that matters much. */
export function excuseOf(doc: JavaScriptDoc, call: AnyCall, handler: Handler | undefined): 'no failure' | 'minor' | undefined {
  const statement = statementOf(doc.tree, call);
  const above = commentsAbove(doc, lineStart(doc, statement.start!));
  const first = handler?.body[0];
  const isAlways = handler !== undefined && doc.tree.parent(statement) === handler.block;
  const said = doc.tree.comments.filter(({ start, end }) => start! >= above && end! <= statement.start! || start! >= statement.end! && start! < lineEnd(doc, statement.end!) ||
    (isAlways && first && start! >= handler.block.start! && end! <= first.start!));
  return excuseIn(said.map(({ value }) => value).join('\n'));
}

/** Where the comments begin that stand on lines of their own right above an offset. */
function commentsAbove(doc: JavaScriptDoc, offset: number): number {
  const comment = doc.tree.comments.find(({ start, end }) => end! < offset && doc.text.slice(end!, offset).trim() === '' && !/\n[ \t]*\r?\n/.test(doc.text.slice(end!, offset)) && doc.text.slice(lineStart(doc, start!), start!).trim() === '');
  return comment ? commentsAbove(doc, lineStart(doc, comment.start!)) : offset;
}
