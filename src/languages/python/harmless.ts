import { isMask } from '../secret-texts.ts';
import { argumentsOf, lastName, literalText, stringValue } from './nodes.ts';
import type { PyNode } from './tree.ts';

/** Calls and methods whose result says something about a value without holding it. */
export const HARMLESS_CALLS = /^(len|bool|type|isinstance|issubclass|hasattr|callable|id|hash|any|all|sum|count|index|find|keys|startswith|endswith|isdigit|isalnum|isalpha|islower|isupper|isspace|hexdigest|exists|total_seconds)$/;
const SHOWN_MOST = 4;

/** Whether a value says something about a secret without holding it. */
export function isHarmless(value: PyNode): boolean {
  if (['none', 'true', 'false', 'integer', 'comparison_operator', 'not_operator'].includes(value.kind)) return true;
  if (value.kind === 'string') return /^[*.•xX\s]*$|^\[?redacted\]?$|^<.*>$/i.test(literalText(value) ?? '');
  if (value.kind !== 'call') return false;
  const name = lastName(value.field('function')) ?? '';
  return HARMLESS_CALLS.test(name) || isMask(name);
}

/** `url.split("@")[-1]` is the address without the user and password in front. */
export function isBehindCredentials(value: PyNode, key: PyNode | undefined): boolean {
  const isSplit = value.kind === 'call' && /split$/.test(lastName(value.field('function')) ?? '') && stringValue(argumentsOf(value).positional[0]) === '@';
  return isSplit && /^-?1$/.test(key?.text ?? '');
}

/** `[:4]` and `[-4:]` show at most four characters. */
export function isShortSlice(slice: PyNode): boolean {
  const short = /^(\d+)?\s*:\s*(\d+)?$/.exec(slice.text);
  if (short) return short[2] !== undefined && Number(short[2]) - Number(short[1] ?? 0) <= SHOWN_MOST;
  const tail = /^-(\d+)\s*:\s*$/.exec(slice.text);
  return !!tail && Number(tail[1]) <= SHOWN_MOST;
}
