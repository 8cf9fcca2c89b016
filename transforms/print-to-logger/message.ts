import { interpolated, type Secrets } from '../../src/languages/python/secrets.ts';
import { secretsInText } from '../../src/languages/secret-texts.ts';
import { stringPrefix } from '../../src/languages/python/nodes.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { Edit } from '../../src/types.ts';
import { BLANK, levelTag, REDACTED, RULE_CHARACTERS } from './text.ts';

const VALUE = '\0';
const JOINED_LINES = '\u0001';

/** The smallest piece of a literal: a character, an escape or an interpolation. */
interface Unit {
  readonly start: number;
  readonly end: number;
  /** One character of the text it stands for; `\0` for an interpolation. */
  readonly shown: string;
  readonly string: PyNode;
  readonly interpolation?: PyNode;
  /** Text that takes its place; `''` drops it. */
  text?: string;
}

/** A string, f-string or run of adjacent ones, as the text it shows. */
export class Message {
  readonly node: PyNode;
  readonly strings: readonly PyNode[];
  readonly #units: readonly Unit[];
  /** What secrets were taken out. */
  readonly redacted: string[] = [];

  private constructor(node: PyNode, strings: readonly PyNode[]) {
    this.node = node;
    this.strings = strings;
    this.#units = strings.flatMap(unitsOf);
  }

  /** Undefined for anything but text literals: bytes and templates print differently from what they say. */
  static read(node: PyNode | undefined): Message | undefined {
    if (node?.kind === 'parenthesized_expression') return Message.read(node.named[0]);
    const strings = node?.kind === 'concatenated_string' ? node.named : node?.kind === 'string' ? [node] : [];
    const isText = strings.length > 0 && strings.every((part) => part.kind === 'string' && !/[bt]/i.test(stringPrefix(part)));
    return isText ? new Message(node!, strings) : undefined;
  }

  /** The text as shown, `{}` for each value. */
  get text(): string {
    return this.#units.map((unit) => unit.text ?? unit.shown).join('').replaceAll(VALUE, '{}').replaceAll(JOINED_LINES, '');
  }

  get isBlank(): boolean {
    return this.#units.every(({ shown }) => BLANK.test(shown));
  }

  /** Only lines such as `=====`, `{'-' * 40}` and blank ones. */
  get isRule(): boolean {
    return !this.isBlank && this.#lines().every((line) => isRuleLine(line) || isBlankLine(line));
  }

  get hasTerminalCodes(): boolean {
    return this.#units.some(({ shown }) => shown === '\x1b');
  }

  /** The values that are still shown. */
  get values(): readonly PyNode[] {
    return this.#units.flatMap(({ interpolation, text }) => (interpolation && text === undefined ? [interpolation] : []));
  }

  dropRules(): void {
    const lines = this.#lines();
    if (!lines.some((line) => !isRuleLine(line) && !isBlankLine(line))) return;
    for (const [index, line] of lines.entries()) {
      if (!isRuleLine(line)) continue;
      const before = lines[index - 1]?.at(-1);
      for (const unit of line) unit.text = '';
      if (line.at(-1)!.shown !== '\n' && before) before.text = '';
    }
  }

  trim(end: 'start' | 'end' | 'both'): void {
    const open = this.#units.filter(({ text }) => text === undefined);
    if (end !== 'end') for (const unit of open) { if (!BLANK.test(unit.shown)) break; unit.text = ''; }
    if (end !== 'start') for (const unit of [...open].reverse()) { if (!BLANK.test(unit.shown)) break; unit.text = ''; }
  }

  /** Takes a leading level tag such as `[DEBUG] ` away and returns it in lower case. */
  takeTag(): string | undefined {
    const open = this.#units.filter(({ text }) => text === undefined);
    const found = levelTag(open.map((unit) => unit.shown).join(''));
    if (!found) return undefined;
    for (const unit of open.slice(0, found.length)) unit.text = '';
    return found.tag;
  }

  redact(secrets: Secrets): void {
    for (const unit of this.#units) {
      if (!unit.interpolation || unit.text !== undefined) continue;
      const value = interpolated(unit.interpolation);
      const secret = secrets.shownBy(value);
      if (secret === undefined) continue;
      unit.text = (unit.interpolation.children.some(({ kind }) => kind === '=') ? `${value!.text}=` : '') + REDACTED;
      this.redacted.push(secret);
    }
    const shown = this.#units.map((unit) => unit.shown).join('');
    for (const { start, end } of secretsInText(shown)) {
      const units = this.#units.slice(start, end);
      if (units.some(({ interpolation }) => interpolation)) continue;
      for (const [index, unit] of units.entries()) unit.text = index === 0 ? REDACTED : '';
      this.redacted.push('a literal in the text');
    }
  }

  /** Nothing would be left but `[redacted]` and punctuation. */
  get isOnlySecrets(): boolean {
    return this.redacted.length > 0 && !/[\p{L}\p{N}]/u.test(this.text.replaceAll(REDACTED, '').replaceAll('{}', 'x'));
  }

  /** Makes the values `%s` arguments; undefined when that would not write the same text. */
  asPercent(): readonly string[] | undefined {
    const values = this.values;
    const args = values.map(percentArgument);
    if (args.some((arg) => arg === undefined)) return undefined;
    for (const unit of this.#units) {
      if (unit.text !== undefined) continue;
      if (unit.interpolation) unit.text = `%${conversionOf(unit.interpolation)?.slice(1) ?? 's'}`;
    }
    this.escapePercent();
    return args as string[];
  }

  escapePercent(): void {
    for (const unit of this.#units) if (unit.text === undefined && unit.shown === '%') unit.text = '%%';
  }

  /** The edits for all that was taken out, with the `f` dropped where nothing is left to fill in. */
  edits(options: { readonly keepF?: boolean; readonly addF?: PyNode } = {}): Edit[] {
    const keepF = options.keepF || this.values.length > 0;
    return this.strings.flatMap((string, index): Edit[] => {
      const units = this.#units.filter((unit) => unit.string === string);
      const isGone = units.length > 0 && units.every(({ text }) => text === '') && this.strings.length > 1 && this.#units.some(({ text }) => text !== '');
      if (isGone) return [withGap(this.strings, index, (each) => this.#units.some((unit) => unit.string === each && unit.text !== ''))];
      const prefix = stringPrefix(string);
      const isFormatted = /f/i.test(prefix);
      const losesF = isFormatted && !keepF;
      const gainsF = options.addF === string && !isFormatted;
      const own = units.flatMap((unit): Edit[] => {
        const plain = losesF && unit.end - unit.start === 2 && /^[{}]$/.test(unit.shown) ? unit.shown : undefined;
        const doubled = gainsF && /^[{}]$/.test(unit.shown) ? unit.shown + unit.shown : undefined;
        const text = unit.text ?? plain ?? doubled;
        return text === undefined ? [] : [{ start: unit.start, end: unit.end, text }];
      });
      const f = string.start + prefix.search(/f/i);
      return [
        ...(losesF ? [{ start: f, end: f + 1, text: '' }] : []),
        ...(gainsF ? [{ start: string.start, end: string.start, text: 'f' }] : []),
        ...merged(own),
      ];
    });
  }

  #lines(): Unit[][] {
    const lines: Unit[][] = [[]];
    for (const unit of this.#units) {
      lines.at(-1)!.push(unit);
      if (unit.shown === '\n') lines.push([]);
    }
    return lines.filter((line) => line.length > 0);
  }
}

/** An expression that draws a line: `"=" * 60`. */
export function isRuleExpression(node: PyNode | undefined): boolean {
  if (node?.kind === 'parenthesized_expression') return isRuleExpression(node.named[0]);
  if (node?.kind === 'string' || node?.kind === 'concatenated_string') return Message.read(node)?.isRule ?? false;
  if (node?.kind !== 'binary_operator') return false;
  const [left, right] = [node.field('left'), node.field('right')];
  const operator = node.field('operator')?.text;
  const isDecoration = (part: PyNode | undefined) => {
    const message = Message.read(part);
    return !!message && message.values.length === 0 && message.text !== '' && RULE_CHARACTERS.test(message.text);
  };
  if (operator === '*') return isDecoration(left) || isDecoration(right);
  const isBlank = (part: PyNode | undefined) => Message.read(part)?.isBlank ?? false;
  return operator === '+' && [left, right].every((part) => isRuleExpression(part) || isBlank(part)) && [left, right].some(isRuleExpression);
}

/** The text of a value as a `%s` argument. An enum with `str` mixed in shows itself otherwise in `{}` than in `%s`. */
function percentArgument(interpolation: PyNode): string | undefined {
  const value = interpolated(interpolation)!;
  const isSpecial = interpolation.children.some(({ kind }) => kind === 'format_specifier' || kind === '=') || /[\n#]/.test(value.text);
  if (isSpecial || ['yield', 'named_expression', 'lambda'].includes(value.kind)) return undefined;
  if (!conversionOf(interpolation) && mayBeEnum(value)) return undefined;
  return value.kind === 'expression_list' ? `(${value.text})` : value.text;
}

export function mayBeEnum(value: PyNode): boolean {
  return /(^|[._])(status|state|type|kind|mode|role|level|category|severity|priority|phase|stage)$/.test(value.text);
}

function conversionOf(interpolation: PyNode): string | undefined {
  return interpolation.children.find(({ kind }) => kind === 'type_conversion')?.text;
}

function isBlankLine(line: readonly Unit[]): boolean {
  return line.every(({ shown }) => BLANK.test(shown));
}

function isRuleLine(line: readonly Unit[]): boolean {
  const drawn = line.filter(({ shown }) => !BLANK.test(shown));
  const rules = drawn.filter(({ interpolation }) => interpolation && isRuleExpression(interpolated(interpolation)));
  const characters = drawn.filter(({ interpolation }) => !interpolation);
  return drawn.length > 0 && rules.length + characters.length === drawn.length && RULE_CHARACTERS.test(characters.map(({ shown }) => shown).join('')) &&
    (rules.length > 0 || characters.length >= 3);
}

function unitsOf(string: PyNode): Unit[] {
  const isRaw = /r/i.test(stringPrefix(string));
  return string.children.slice(1, -1).flatMap((part): Unit[] => {
    if (part.kind === 'interpolation') return [{ start: part.start, end: part.end, shown: VALUE, string, interpolation: part }];
    const units: Unit[] = [];
    const special = part.children.filter(({ kind }) => kind === 'escape_interpolation' || (kind === 'escape_sequence' && !isRaw));
    for (let at = part.start; at < part.end;) {
      const escape = special.find(({ start }) => start === at);
      const end = escape?.end ?? at + 1;
      const text = part.text.slice(at - part.start, end - part.start);
      units.push({ start: at, end, shown: escape ? unescaped(escape) : text, string });
      at = end;
    }
    return units;
  });
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', '\n': JOINED_LINES };

function unescaped({ kind, text }: PyNode): string {
  if (kind === 'escape_interpolation') return text[0]!;
  const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([0-7]{1,3})$)/i.exec(text);
  if (code) return String.fromCharCode(code[3] !== undefined ? parseInt(code[3], 8) : parseInt(code[1] ?? code[2]!, 16));
  return text.length === 2 || text === '\\\n' ? ESCAPES[text[1]!] ?? text[1]! : '\ufffd';
}

/** A whole literal of a run goes with the white space to a neighbour that stays. */
function withGap(strings: readonly PyNode[], index: number, stays: (string: PyNode) => boolean): Edit {
  const string = strings[index]!;
  const isLeading = !strings.slice(0, index).some(stays);
  return isLeading
    ? { start: string.start, end: strings[index + 1]!.start, text: '' }
    : { start: strings[index - 1]!.end, end: string.end, text: '' };
}

function merged(edits: readonly Edit[]): Edit[] {
  const all: Edit[] = [];
  for (const edit of edits) {
    const last = all.at(-1);
    if (last && last.end === edit.start && last.start < last.end) all[all.length - 1] = { ...last, end: edit.end, text: last.text + edit.text };
    else all.push(edit);
  }
  return all;
}
