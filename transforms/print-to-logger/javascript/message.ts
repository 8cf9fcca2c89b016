import { secretsInText } from '../../../src/languages/secret-texts.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { BLANK, levelTag, REDACTED, RULE_CHARACTERS } from '../text.ts';

type Literal = NodeOf<'StringLiteral' | 'TemplateLiteral'>;

const VALUE = '\0';
const JOINED_LINES = '\u0001';
const TOKEN = /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[0-7]{1,3}|[^])|[^]/gi;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', b: '\b', '\n': JOINED_LINES };

/** The smallest piece of a literal: a character, an escape, or a value to fill in with its braces. */
interface Unit {
  readonly source: string;
  /** One character of the text it stands for; `\0` for a value. */
  readonly shown: string;
  readonly value?: Node;
  /** Text that takes its place; `''` drops it. */
  text?: string;
}

/** A string or template as the text it shows. */
export class Message {
  readonly node: Literal;
  readonly #quote: string;
  readonly #units: readonly Unit[];
  /** What secrets were taken out, and where their values stand. */
  readonly redacted: { readonly name: string; readonly value?: Node }[] = [];

  private constructor(doc: JavaScriptDoc, node: Literal) {
    this.node = node;
    this.#quote = doc.text[node.start!]!;
    this.#units = node.type === 'StringLiteral' ? unitsOf(doc.text.slice(node.start! + 1, node.end! - 1)) : templateUnits(doc, node);
  }

  static read(doc: JavaScriptDoc, node: Node | null | undefined): Message | undefined {
    return node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral' ? new Message(doc, node) : undefined;
  }

  /** The text as shown, `{}` for each value. */
  get text(): string {
    return this.#units.map((unit) => unit.text ?? unit.shown).join('').replaceAll(VALUE, '{}').replaceAll(JOINED_LINES, '');
  }

  get isBlank(): boolean {
    return this.#units.every(({ shown }) => BLANK.test(shown));
  }

  /** Only lines such as `=====`, `${'-'.repeat(40)}` and blank ones. */
  get isRule(): boolean {
    return !this.isBlank && this.#lines().every((line) => isRuleLine(line) || isBlankLine(line));
  }

  get hasTerminalCodes(): boolean {
    return this.#units.some(({ shown }) => shown === '\x1b');
  }

  get values(): readonly Node[] {
    return this.#units.flatMap(({ value, text }) => (value && text === undefined ? [value] : []));
  }

  /** The literal as it is to be written. */
  get source(): string {
    return `${this.#quote}${this.inner}${this.#quote}`;
  }

  get quote(): string {
    return this.#quote;
  }

  /** What is to be written between the quotes. */
  get inner(): string {
    return this.#units.map((unit) => unit.text ?? unit.source).join('');
  }

  /** The same as a piece of a template. */
  get innerOfTemplate(): string {
    if (this.#quote === '`') return this.inner;
    return this.inner.replaceAll(`\\${this.#quote}`, this.#quote).replace(/`|\$\{/g, '\\$&').replaceAll('\\\n', '');
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
    if (end !== 'start') for (const unit of open.reverse()) { if (!BLANK.test(unit.shown)) break; unit.text = ''; }
  }

  /** Takes the colon, the ` = ` or the ` -> ` away that leads over to a value. */
  trimColon(): void {
    const open = this.#open();
    const lead = /(?:[:：]|\s(?:=|-+>?|=+>))$/.exec(open.map(({ shown }) => shown).join(''))?.[0].length ?? 0;
    if (lead > 0) for (const unit of open.slice(-lead)) unit.text = '';
    this.trim('end');
  }

  /** The level tag it begins with, such as `[DEBUG] `, in lower case. */
  get tag(): string | undefined {
    return this.#tag()?.tag;
  }

  takeTag(): void {
    for (const unit of this.#open().slice(0, this.#tag()?.length ?? 0)) unit.text = '';
  }

  redact(secrets: Secrets): void {
    for (const unit of this.#units) {
      const name = unit.value && unit.text === undefined ? secrets.shownBy(unit.value) : undefined;
      if (name === undefined) continue;
      unit.text = REDACTED;
      this.redacted.push({ name, value: unit.value! });
    }
    const shown = this.#units.map((unit) => unit.shown).join('');
    for (const { start, end } of secretsInText(shown)) {
      const units = this.#units.slice(start, end);
      if (units.some(({ value }) => value)) continue;
      for (const [index, unit] of units.entries()) unit.text = index === 0 ? REDACTED : '';
      this.redacted.push({ name: 'a literal in the text' });
    }
  }

  /** Nothing would be left but `[redacted]` and punctuation. */
  get isOnlySecrets(): boolean {
    return this.redacted.length > 0 && !/[\p{L}\p{N}]/u.test(this.text.replaceAll(REDACTED, '').replaceAll('{}', 'x'));
  }

  #open(): Unit[] {
    return this.#units.filter(({ text }) => text === undefined);
  }

  #tag() {
    return levelTag(this.#open().map(({ shown }) => shown).join(''));
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

/** An expression that draws a line: `'='.repeat(60)`. */
export function isRuleExpression(doc: JavaScriptDoc, node: Node | null | undefined): boolean {
  const message = Message.read(doc, node);
  if (message) return message.isRule;
  if (node?.type === 'BinaryExpression' && node.operator === '+') {
    const parts = [node.left, node.right];
    return parts.every((part) => isRuleExpression(doc, part) || Message.read(doc, part)?.isBlank) && parts.some((part) => isRuleExpression(doc, part));
  }
  return isRepeat(node);
}

function isBlankLine(line: readonly Unit[]): boolean {
  return line.every(({ shown }) => BLANK.test(shown));
}

function isRuleLine(line: readonly Unit[]): boolean {
  const drawn = line.filter(({ shown }) => !BLANK.test(shown));
  const characters = drawn.filter(({ value }) => !value);
  const rules = drawn.filter(({ value }) => isRepeat(value));
  return drawn.length > 0 && rules.length + characters.length === drawn.length && RULE_CHARACTERS.test(characters.map(({ shown }) => shown).join('')) &&
    (rules.length > 0 || characters.length >= 3);
}

/** `'='.repeat(40)`, of whatever is no letter. */
function isRepeat(node: Node | null | undefined): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  return property.type === 'Identifier' && property.name === 'repeat' && object.type === 'StringLiteral' && object.value !== '' && !/[\p{L}\p{N}]/u.test(object.value);
}

function templateUnits(doc: JavaScriptDoc, node: NodeOf<'TemplateLiteral'>): Unit[] {
  return node.quasis.flatMap((quasi, index) => {
    const value = node.expressions[index];
    const next = node.quasis[index + 1];
    const units = unitsOf(doc.text.slice(quasi.start!, quasi.end!));
    return value && next ? [...units, { source: doc.text.slice(quasi.end!, next.start!), shown: VALUE, value }] : units;
  });
}

function unitsOf(source: string): Unit[] {
  return [...source.matchAll(TOKEN)].map(([token]) => ({ source: token, shown: token.length === 1 ? token : unescaped(token) }));
}

function unescaped(token: string): string {
  const code = /^\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2}))$/i.exec(token);
  if (code) return onePiece(String.fromCodePoint(parseInt(code[1] ?? code[2] ?? code[3]!, 16)));
  return /^\\[0-7]/.test(token) ? onePiece(String.fromCodePoint(parseInt(token.slice(1), 8))) : ESCAPES[token[1]!] ?? token[1]!;
}

/** A unit shows one character, so that offsets into the shown text count units. */
function onePiece(text: string): string {
  return text.length === 1 ? text : '\ufffd';
}
