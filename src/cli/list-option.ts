import { InvalidArgumentError } from 'commander';
import { closest, distance } from 'fastest-levenshtein';

/**
 * Parser of an option that may be repeated and may hold several values with commas between. It takes one word, so
 * that the paths after it stay paths.
 */
export function listOption(allowed?: readonly string[]): (value: string, before?: readonly string[]) => string[] {
  return (value, before = []) => {
    const values = value.split(',').map((each) => each.trim()).filter(Boolean);
    if (values.length === 0) throw new InvalidArgumentError('It needs a value.');
    for (const each of values) if (allowed && !allowed.includes(each)) throw new InvalidArgumentError(choices(each, allowed));
    return [...before, ...values];
  };
}

/** Parser of an option that takes one of a few values. */
export function choice<T extends string>(allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new InvalidArgumentError(choices(value, allowed));
    return found;
  };
}

/** Parser of an option that counts something. */
export function positiveNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It takes a whole number of at least 1.');
  return number;
}

/** Parser of an option that names a port. */
export function portNumber(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return Number(value);
}

/** Says which values there are, and the one that was likely meant. */
function choices(value: string, allowed: readonly string[]): string {
  const near = closest(value, [...allowed]);
  return `${distance(value, near) <= value.length / 2 ? `Did you mean ${near}? ` : ''}There are ${allowed.join(', ')}.`;
}
