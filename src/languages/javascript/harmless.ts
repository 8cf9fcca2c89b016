import { snakeCase } from '../secret-names.ts';
import { isMask } from '../secret-texts.ts';
import { lastName, propertyName, stringValue, unwrapped, type AnyCall } from './nodes.ts';
import type { Node } from './tree.ts';

/** Calls and methods whose result says something about a value without holding it. */
export const HARMLESS_CALLS = /^(Boolean|isNaN|isFinite|isArray|isInteger|keys|includes|startsWith|endsWith|indexOf|lastIndexOf|findIndex|test|some|every|has|hasOwnProperty|hasOwn|equals|localeCompare|compare|compareSync|timingSafeEqual|byteLength|charCodeAt|count|createHash|createHmac|isValid|validate)$/;
/** What a token that is traded has: `{ token: position.tokenSymbol }` proves nothing. */
const OF_A_COIN = /(^|_)token_(symbol|ticker|name|address|decimals|mint)$/;
/** The same of properties. */
export const HARMLESS_PROPERTIES = /^(length|size|byteLength|name|constructor|status|statusCode|statusText)$/;
const SHOWN_MOST = 4;

/** Whether a value says something about a secret without holding it. */
export function isHarmless(value: Node): boolean {
  const bare = unwrapped(value);
  switch (bare.type) {
    case 'BooleanLiteral': case 'NumericLiteral': case 'NullLiteral': return true;
    case 'Identifier': return bare.name === 'undefined' || OF_A_COIN.test(snakeCase(bare.name));
    case 'StringLiteral': return /^[*.•xX\s]*$|^\[?redacted\]?$|^<.*>$/i.test(bare.value);
    case 'UnaryExpression': return bare.operator === '!' || bare.operator === 'typeof';
    case 'BinaryExpression': return bare.operator !== '+';
    case 'ConditionalExpression': return [bare.consequent, bare.alternate].every((part) => stringValue(part) !== undefined || isHarmless(part));
    case 'LogicalExpression': return isHarmless(bare.left) && isHarmless(bare.right);
    case 'MemberExpression': case 'OptionalMemberExpression': return HARMLESS_PROPERTIES.test(propertyName(bare) ?? '') || OF_A_COIN.test(snakeCase(propertyName(bare) ?? ''));
    case 'CallExpression': case 'OptionalCallExpression': {
      const name = lastName(bare.callee) ?? '';
      return HARMLESS_CALLS.test(name) || isMask(name) || isShortSlice(bare);
    }
    default: return false;
  }
}

/** `url.replace(/:[^:@]+@/, ':****@')`: the text with its secret part covered. */
export function isMasking({ callee, arguments: [, covered] }: AnyCall): boolean {
  return /^replace(All)?$/.test(lastName(callee) ?? '') && /\*{3}|•{3}|x{4}|redacted|masked|hidden/i.test(stringValue(covered) ?? '');
}

/** `slice(0, 4)` and `slice(-4)` show at most four characters. */
export function isShortSlice(call: AnyCall): boolean {
  const name = lastName(call.callee) ?? '';
  if (!/^(slice|substring|substr|charAt|at)$/.test(name)) return false;
  if (name === 'charAt' || name === 'at') return true;
  const [from, to] = call.arguments.map(numberOf);
  if (from === undefined || call.arguments.length > 2) return false;
  if (from < 0) return name !== 'substring' && call.arguments.length === 1 && -from <= SHOWN_MOST;
  if (to === undefined) return false;
  return name === 'substr' ? to <= SHOWN_MOST : to >= 0 && Math.abs(to - from) <= SHOWN_MOST;
}

function numberOf(node: Node): number | undefined {
  if (node.type === 'NumericLiteral') return node.value;
  return node.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'NumericLiteral' ? -node.argument.value : undefined;
}
