import { stringValue } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

const ANY_HOST = /^(?:\.[*+]\??|\(\.[*+]\)|\[\\s\\S\][*+])$/;
const SCHEME = /^(?:\(\?:)?(?:https\?|http\(s\)\?|https?|\(https\?\)|\(https?\|https?\)|\(\?:https\?\)|\(\?:https?\|https?\))(?::|\\:)(?:\/|\\\/){2}\)?\??/;

/** The string `"*"`, or one with a pattern that matches every origin. */
export function isStar(node: PyNode | undefined): boolean {
  const text = stringValue(node)?.trim();
  return text === '*' || matchesEverything(text);
}

/** A string with a pattern that matches every origin: `.*`, `^.*$`, `https?://.*`. */
export function isStarPattern(node: PyNode | undefined): boolean {
  return matchesEverything(stringValue(node)?.trim());
}

function matchesEverything(pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  return ANY_HOST.test(pattern.replace(/^\^/, '').replace(/\$$/, '').replace(SCHEME, ''));
}
