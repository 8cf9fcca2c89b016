import { stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { withoutAnyAlternative } from '../alternatives.ts';

const ANY_HOST = /^(?:\.[*+]\??|\(\.[*+]\)|\[\\s\\S\][*+])?$/;
const SCHEME = /^(?:https\?|http\(s\)\?|https?|\(https\?\)|\(https?\|https?\)|\(\?:https?\|https?\)):(?:\\?\/){2}/;

/** `'*'`, `true`, or a pattern that matches every origin. */
export function isEveryOrigin(node: Node | null | undefined): boolean {
  if (!node) return false;
  const value = unwrapped(node);
  if (value.type === 'BooleanLiteral') return value.value;
  if (value.type === 'RegExpLiteral') return isAnyPattern(value.pattern);
  if (value.type === 'ArrayExpression') return value.elements.length === 1 && isEveryOrigin(value.elements[0]);
  return stringValue(value)?.trim() === '*';
}

function isAnyPattern(pattern: string): boolean {
  const inner = pattern.replace(/^\^/, '').replace(/\$$/, '');
  return inner !== '' && ANY_HOST.test(inner.replace(SCHEME, '')) || inner === '';
}

/** A pattern without an alternative that matches every origin, where it has one beside others. */
export function patternWithoutAny({ pattern, flags }: NodeOf<'RegExpLiteral'>): string | undefined {
  const rest = withoutAnyAlternative(pattern, isAnyPattern);
  return rest === undefined ? undefined : `/${rest}/${flags}`;
}
