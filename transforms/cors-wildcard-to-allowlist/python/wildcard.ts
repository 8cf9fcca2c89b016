import { stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { withoutAnyAlternative } from '../alternatives.ts';

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

/** The pattern without an alternative that matches every origin, where it has one beside others. */
export function patternWithoutAny(node: PyNode | undefined): string | undefined {
  const pattern = stringValue(node);
  return pattern === undefined ? undefined : withoutAnyAlternative(pattern, (each) => matchesEverything(each.trim()));
}

function matchesEverything(pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  return ANY_HOST.test(pattern.replace(/^\^/, '').replace(/\$$/, '').replace(SCHEME, ''));
}

/** The wildcard, or a list of nothing else. */
export function holdsStar(node: PyNode): boolean {
  return isStar(node) || (['list', 'tuple', 'set'].includes(node.kind) && node.named.length === 1 && isStar(node.named[0]));
}

/** What a condition compares with `*`. */
export function comparedWithStar(condition: PyNode): PyNode | undefined {
  if (condition.kind !== 'comparison_operator' || !condition.children.some(({ kind }) => kind === '==' || kind === '!=')) return undefined;
  const [left, right] = condition.named as [PyNode, PyNode];
  return isStar(right) ? left : isStar(left) ? right : undefined;
}

/** A comparison of a name with `*`, which says the wildcard may never arrive where it is used. */
export function starCheck(doc: PythonDoc, name: string, at: PyNode): PyNode | undefined {
  const scope = doc.scopes.scopeOf(name, at);
  return [...doc.root.descendants('comparison_operator')].find((comparison) => comparison.named.some(isStar) && !letsIn(comparison) &&
    comparison.named.some((node) => node.text === name && doc.scopes.scopeOf(name, node) === scope));
}

/** `"*" in origins` that lets everybody in: beside `or origin in origins`, or as the condition of a header. */
export function letsIn(comparison: PyNode): boolean {
  if (!comparison.children.some(({ kind }) => kind === 'in')) return false;
  const around = comparison.parent!;
  if (around.kind === 'boolean_operator' && around.field('operator')!.text === 'or') return / in /.test(around.text.replace(comparison.text, ''));
  const body = around.kind === 'if_statement' || around.kind === 'elif_clause' ? around.field('consequence') : undefined;
  return /access-control-allow-origin/i.test(body?.text ?? '');
}
