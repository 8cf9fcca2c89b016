import { levelOf, ownLevel, SUCCESS, type Level } from './level.ts';

/** What a text begins with to say which part of the program speaks, or what happened: `[Payment Failed]`. */
const EVENT_TAG = /^[^\p{L}\p{N}{}]*(?:\[[^\]]*\]\s*)+/u;
/** A tag for a part of the program that ends in a level: `[NORMALIZER ERROR]`. */
const LEVEL_TAG = /^[^\p{L}\p{N}{}]*(?:\[[^\]]*\]\s*)*\[[^\]]*[\s:|–-](WARN(?:ING)?|ERROR|CRITICAL|FATAL)\]/u;
/** Names of things, whatever words are in them: `error-handler`, `failed_jobs.csv`, `'failed'`. */
const NAMES = /[\w{}]+(?:[-./][\w{}]+)+|(["'`])[\w .-]{1,30}\1/g;
/** Marks that call for attention without saying that something broke. */
const LOUD_MARKS = /[🚨⛔💥🔴]/gu;
/** Marks of a failure in front of a text. */
export const FAILURE_MARK = /^\W*[❌✗✘]/u;
/** `[Parser] ❌ No JSON in it`: what a part of the program reports, and nobody called a failure. */
const MARK_BEHIND_TAG = /^(?:\W*\[[^\]]*\]|\w+:)\s*[❌✗✘]/u;
const BAD_MARKS = /[❌✗✘]/gu;
/** What ends as it should, whatever mark stands before it. */
const ORDINARY = /\b(disconnect(ed|s|ing)?|cancel(l?ed|ling)?|closed|stopp(ed|ing)|shut(ting)? ?down|ended|removed|deleted|unsubscribed|logged out|left|disabled)\b/i;

/** The level a text speaks for by its words: not by a tag for an event, a mark, or a word in a name. */
export function saidLevel(text: string, tag: string | undefined, isStderr: boolean): Level {
  const own = ownLevel(text, tag ?? LEVEL_TAG.exec(text)?.[1]?.toLowerCase());
  // `✅ CRITICAL: stored` is about what matters, not about what failed.
  if (own) return own === 'error' && SUCCESS.test(text) ? 'info' : own;
  if (levelOf(text, undefined, isStderr) === 'debug') return 'debug';
  const isOrdinary = !FAILURE_MARK.test(text) || ORDINARY.test(text);
  const words = text.replace(EVENT_TAG, (tag) => (tag.includes('⚠') ? '⚠ ' : '')).replace(NAMES, '…').replace(LOUD_MARKS, '');
  const level = levelOf(words.replace(BAD_MARKS, ''), undefined, isStderr);
  // A mark alone calls for attention; that something broke is for words to say.
  return level === 'info' && (!isOrdinary || MARK_BEHIND_TAG.test(text) && !ORDINARY.test(text)) ? 'warning' : level;
}

const NO_FAILURE = /\b(?:not|isn'?t|is no|no) (?:really |actually |necessarily )?(?:an? )?(?:real |actual |hard )?(?:failure|error|problem|fault)\b|\b(?:is|are|was|that'?s|it'?s) (?:perfectly |quite |totally )?(?:expected|normal|harmless)\b|(?<!\bun|\bnot )\bexpected (?:in|when|where|if|for|on|during|here|behaviou?r)\b|\bharmless\b/i;
const MINOR = /\bnon-?(?:fatal|critical|blocking)\b|\bnot (?:fatal|critical)\b|\bbest[- ]effort\b/i;

/** What comments say about a line beside them: that nothing failed, or nothing that matters much. */
export function excuseIn(comments: string): 'no failure' | 'minor' | undefined {
  return NO_FAILURE.test(comments) ? 'no failure' : MINOR.test(comments) ? 'minor' : undefined;
}
