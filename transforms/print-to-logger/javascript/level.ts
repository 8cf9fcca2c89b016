import type { Level } from '../../../src/languages/javascript/log-line.ts';
import { levelOf, ownLevel, SUCCESS } from '../level.ts';

const DEBUG_MARK = /^\W*[🔍🐛🐞🔎]/u;
const WARNING_MARK = /^\W*⚠/u;
const TAGS: Record<string, Level> = { debug: 'debug', info: 'info', warn: 'warn', warning: 'warn', error: 'error', critical: 'error', fatal: 'error' };

/** The level of a `console` call: its method's; of a plain `log` what its text, its error and its place say. */
export function levelFor(method: string, text: string, tag: string | undefined, place: { readonly showsError: boolean; readonly isInHandler: boolean }): Level {
  if (method !== 'log') return TAGS[method] ?? 'info';
  const own = ownLevel(text, tag);
  if (own) return own === 'warning' ? 'warn' : own;
  if (WARNING_MARK.test(text)) return 'warn';
  const level = levelOf(text, undefined, false);
  if (place.showsError) return level === 'warning' ? 'warn' : 'error';
  if (DEBUG_MARK.test(text)) return 'debug';
  if (level === 'info' && place.isInHandler && !SUCCESS.test(text)) return 'warn';
  return level === 'warning' ? 'warn' : level;
}

/** Whether a method's line may drop a tag: a plain `log` takes its level from it, another only drops its own. */
export function takesTag(method: string, tag: string): boolean {
  return method === 'log' || TAGS[tag] === TAGS[method];
}
