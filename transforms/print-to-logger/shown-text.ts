import { secretsInText } from '../../src/languages/secret-texts.ts';
import { BLANK, levelTag, REDACTED, RULE_CHARACTERS } from './text.ts';

/** What a value is in the text a literal shows, and what a line continued in the source is. */
export const VALUE = '\0';
export const JOINED_LINES = '\u0001';

/** The smallest piece of a literal: a character, an escape, or a value to fill in. */
export interface Unit<V> {
  /** One character of the text it stands for; `VALUE` for a value. */
  readonly shown: string;
  readonly value?: V;
  /** Text that takes its place; `''` drops it. */
  text?: string;
}

/** A literal as the text it shows, piece by piece, with what is taken out of it before it is logged. */
export abstract class ShownText<V, U extends Unit<V>> {
  protected readonly units: readonly U[];
  /** What secrets were taken out. */
  abstract readonly redacted: readonly unknown[];

  protected constructor(units: readonly U[]) {
    this.units = units;
  }

  /** Whether a value draws a line: `'=' * 40`, `'='.repeat(40)`. */
  protected abstract isRuleValue(value: V): boolean;

  /** The text as shown, `{}` for each value. */
  get text(): string {
    return this.units.map((unit) => unit.text ?? unit.shown).join('').replaceAll(VALUE, '{}').replaceAll(JOINED_LINES, '');
  }

  get isBlank(): boolean {
    return this.units.every(isBlankUnit);
  }

  /** Only lines such as `=====` and blank ones. */
  get isRule(): boolean {
    return !this.isBlank && this.#lines().every((line) => this.#isRuleLine(line) || line.every(isBlankUnit));
  }

  get hasTerminalCodes(): boolean {
    return this.units.some(({ shown }) => shown === '\x1b');
  }

  /** The values that are still shown. */
  get values(): readonly V[] {
    return this.units.flatMap(({ value, text }) => (value !== undefined && text === undefined ? [value] : []));
  }

  /** Nothing would be left but `[redacted]` and punctuation. */
  get isOnlySecrets(): boolean {
    return this.redacted.length > 0 && !/[\p{L}\p{N}]/u.test(this.text.replaceAll(REDACTED, '').replaceAll('{}', 'x'));
  }

  dropRules(): void {
    const lines = this.#lines();
    if (!lines.some((line) => !this.#isRuleLine(line) && !line.every(isBlankUnit))) return;
    for (const [index, line] of lines.entries()) {
      if (!this.#isRuleLine(line)) continue;
      const before = lines[index - 1]?.at(-1);
      for (const unit of line) unit.text = '';
      if (line.at(-1)!.shown !== '\n' && before) before.text = '';
    }
  }

  trim(end: 'start' | 'end' | 'both'): void {
    if (end !== 'end') dropBlanks(this.open());
    if (end !== 'start') dropBlanks(this.open().reverse());
  }

  /** The level tag it begins with, such as `[DEBUG] `, in lower case. */
  get tag(): string | undefined {
    return this.#tag()?.tag;
  }

  /** Takes the level tag away and returns it. */
  takeTag(): string | undefined {
    const found = this.#tag();
    for (const unit of this.open().slice(0, found?.length ?? 0)) unit.text = '';
    return found?.tag;
  }

  /** Takes the secrets out that are written in the literal itself; returns how many. */
  protected redactLiterals(): number {
    const found = secretsInText(this.units.map(({ shown }) => shown).join('')).map(({ start, end }) => this.units.slice(start, end))
      .filter((units) => units.every(({ value }) => value === undefined));
    for (const units of found) for (const [index, unit] of units.entries()) unit.text = index === 0 ? REDACTED : '';
    return found.length;
  }

  /** What is still as it was. */
  protected open(): U[] {
    return this.units.filter(({ text }) => text === undefined);
  }

  #tag() {
    return levelTag(this.open().map(({ shown }) => shown).join(''));
  }

  #lines(): U[][] {
    const lines: U[][] = [[]];
    for (const unit of this.units) {
      lines.at(-1)!.push(unit);
      if (unit.shown === '\n') lines.push([]);
    }
    return lines.filter((line) => line.length > 0);
  }

  #isRuleLine(line: readonly U[]): boolean {
    const drawn = line.filter((unit) => !isBlankUnit(unit));
    const characters = drawn.filter(({ value }) => value === undefined);
    const rules = drawn.filter(({ value }) => value !== undefined && this.isRuleValue(value));
    return drawn.length > 0 && rules.length + characters.length === drawn.length && RULE_CHARACTERS.test(characters.map(({ shown }) => shown).join('')) &&
      (rules.length > 0 || characters.length >= 3);
  }
}

function isBlankUnit({ shown }: Unit<unknown>): boolean {
  return BLANK.test(shown);
}

/** Drops the blank pieces a list begins with. */
function dropBlanks(units: readonly Unit<unknown>[]): void {
  for (const unit of units) {
    if (!isBlankUnit(unit)) return;
    unit.text = '';
  }
}
