import type { Level } from '../../../src/languages/python/log-line.ts';
import { endOfLine } from '../../../src/languages/python/imports.ts';
import { lineStart, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { levelOf, ownLevel } from '../level.ts';
import { runsAlways, type Clause } from './handler.ts';

/** What a text begins with to say which part of the program speaks, or what happened: `[Payment Failed]`. */
const EVENT_TAG = /^[^\p{L}\p{N}{}]*(?:\[[^\]]*\]\s*)+/u;
/** Names of things, whatever words are in them: `error-handler`, `failed_jobs.csv`, `'failed'`. */
const NAMES = /[\w{}]+(?:[-./][\w{}]+)+|(["'`])[\w .-]{1,30}\1/g;
/** Marks that call for attention without saying that something broke. */
const LOUD_MARKS = /[🚨⛔💥🔴]/gu;
/** Marks of a failure in front of a text. */
export const FAILURE_MARK = /^\W*[❌✗✘]/u;
const BAD_MARKS = /[❌✗✘]/gu;
/** What ends as it should, whatever mark stands before it. */
const ORDINARY = /\b(disconnect(ed|s|ing)?|cancel(l?ed|ling)?|closed|stopp(ed|ing)|shut(ting)? ?down|ended|removed|deleted|unsubscribed|logged out|left|disabled)\b/i;

/** The level a text speaks for by its words: not by a tag for an event, a mark, or a word in a name. */
export function saidLevel(text: string, tag: string | undefined, isStderr: boolean): Level {
  const own = ownLevel(text, tag);
  if (own) return own;
  if (levelOf(text, undefined, isStderr) === 'debug') return 'debug';
  const isOrdinary = !FAILURE_MARK.test(text) || ORDINARY.test(text);
  const words = text.replace(EVENT_TAG, '').replace(NAMES, '…').replace(LOUD_MARKS, '');
  return levelOf(isOrdinary ? words.replace(BAD_MARKS, '') : `❌ ${words}`, undefined, isStderr);
}

const NO_FAILURE = /\b(?:not|isn'?t|is no|no) (?:really |actually |necessarily )?(?:an? )?(?:real |actual |hard )?(?:failure|error|problem|fault)\b|\b(?:is|are|was|that'?s|it'?s) (?:perfectly |quite |totally )?(?:expected|normal|harmless)\b|(?<!\bun|\bnot )\bexpected (?:in|when|where|if|for|on|during|here|behaviou?r)\b|\bharmless\b/i;
const MINOR = /\bnon-?(?:fatal|critical|blocking)\b|\bnot (?:fatal|critical)\b|\bbest[- ]effort\b/i;

/** What the comments at a print say about it: that nothing failed, or nothing that matters much. */
export function excuseOf(doc: PythonDoc, call: PyNode, clause: Clause | undefined): 'no failure' | 'minor' | undefined {
  const said = [...commentsAt(doc, statementOf(call)), ...(clause && runsAlways(call, clause.handler) ? commentsOn(doc, clause) : [])].join('\n');
  return NO_FAILURE.test(said) ? 'no failure' : MINOR.test(said) ? 'minor' : undefined;
}

/** The comment beside a statement and the lines of comment right above it. */
function commentsAt(doc: PythonDoc, statement: PyNode): string[] {
  const found = [doc.text.slice(statement.end, endOfLine(doc, statement.end))];
  for (let start = lineStart(doc, statement.start); start > 0;) {
    const above = lineStart(doc, start - 1);
    const line = doc.text.slice(above, start).trim();
    if (!line.startsWith('#')) break;
    found.unshift(line);
    start = above;
  }
  return found.filter((each) => each.includes('#'));
}

/** The comments between `except …:` and the first thing the clause does. */
function commentsOn(doc: PythonDoc, { handler }: Clause): string[] {
  const colon = handler.clause.children.find(({ kind }) => kind === ':')!;
  return doc.text.slice(colon.end, handler.body[0]!.start).split('\n').filter((line) => line.trim().startsWith('#'));
}
