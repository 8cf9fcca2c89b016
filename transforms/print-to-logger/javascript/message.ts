import { quote } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { JOINED_LINES, ShownText, VALUE, type Unit } from '../shown-text.ts';
import { levelTag, REDACTED } from '../text.ts';
import { partlyHidden } from './branches.ts';

type Literal = NodeOf<'StringLiteral' | 'TemplateLiteral'>;

const EMOJI = /^(?:(?![\d#*])[\p{Extended_Pictographic}\p{Emoji_Component}]\s*)+/u;
const WARNING = /^warn(?:ing)?:\s+(?=\S)/i;
const TOKEN = /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[0-7]{1,3}|[^])|[^]/gi;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', b: '\b', '\n': JOINED_LINES };

/** A piece with its source. */
interface Piece extends Unit<Node> {
  readonly source: string;
}

/** A string or template as the text it shows. */
export class Message extends ShownText<Node, Piece> {
  readonly node: Literal;
  readonly #doc: JavaScriptDoc;
  readonly #quote: string;
  /** Values that are written otherwise. */
  readonly #rewritten = new Map<Node, string>();
  /** What secrets were taken out, and where their values stand. */
  readonly redacted: { readonly name: string; readonly value?: Node }[] = [];

  private constructor(doc: JavaScriptDoc, node: Literal) {
    super(node.type === 'StringLiteral' ? piecesOf(doc.text.slice(node.start! + 1, node.end! - 1)) : templatePieces(doc, node));
    this.node = node;
    this.#doc = doc;
    this.#quote = doc.text[node.start!]!;
  }

  static read(doc: JavaScriptDoc, node: Node | null | undefined): Message | undefined {
    return node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral' ? new Message(doc, node) : undefined;
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
    return this.units.map((unit) => unit.text ?? (unit.value && this.#rewritten.get(unit.value)) ?? unit.source).join('');
  }

  /** The same as a piece of a template. */
  get innerOfTemplate(): string {
    if (this.#quote === '`') return this.inner;
    return this.inner.replaceAll(`\\${this.#quote}`, this.#quote).replace(/`|\$\{/g, '\\$&').replaceAll('\\\n', '');
  }

  /** Takes the colon, the ` = ` or the ` -> ` away that leads over to a value. */
  trimColon(): void {
    const open = this.open();
    const lead = /(?:[:：]|\s(?:=|-+>?|=+>))$/.exec(open.map(({ shown }) => shown).join(''))?.[0].length ?? 0;
    if (lead > 0) for (const unit of open.slice(-lead)) unit.text = '';
    this.trim('end');
  }

  redact(secrets: Secrets): void {
    for (const unit of this.open()) {
      const name = unit.value && secrets.shownBy(unit.value);
      if (name === undefined) continue;
      const partly = partlyHidden(this.#doc, unit.value!, secrets, quote(this.#doc, '')[0]!);
      if (partly) {
        this.#rewritten.set(unit.value!, `\${${partly.source}}`);
        this.redacted.push(...partly.taken);
        continue;
      }
      unit.text = REDACTED;
      this.redacted.push({ name, value: unit.value! });
    }
    for (let left = this.redactLiterals(); left > 0; left -= 1) this.redacted.push({ name: 'a literal in the text' });
  }

  /** The level tag it begins with, behind an emoji too; `Warning: ` as well. */
  override get tag(): string | undefined {
    return this.#tagBehindMark()?.tag;
  }

  override takeTag(): string | undefined {
    const found = this.#tagBehindMark();
    if (found) for (const unit of this.open().slice(found.mark, found.mark + found.length)) unit.text = '';
    return found?.tag;
  }

  #tagBehindMark(): { readonly tag: string; readonly mark: number; readonly length: number } | undefined {
    const shown = this.open().map((unit) => unit.shown).join('');
    const mark = EMOJI.exec(shown)?.[0].length ?? 0;
    const warning = mark > 0 ? WARNING.exec(shown.slice(mark)) : null;
    const found = warning ? { tag: 'warning', length: warning[0].length } : levelTag(shown.slice(mark));
    return found && { mark, tag: found.tag, length: found.length };
  }

  protected isRuleValue(value: Node): boolean {
    return isRepeat(value);
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

/** `'='.repeat(40)`, of whatever is no letter. */
function isRepeat(node: Node | null | undefined): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  return property.type === 'Identifier' && property.name === 'repeat' && object.type === 'StringLiteral' && object.value !== '' && !/[\p{L}\p{N}]/u.test(object.value);
}

function templatePieces(doc: JavaScriptDoc, node: NodeOf<'TemplateLiteral'>): Piece[] {
  return node.quasis.flatMap((quasi, index) => {
    const value = node.expressions[index];
    const next = node.quasis[index + 1];
    const units = piecesOf(doc.text.slice(quasi.start!, quasi.end!));
    return value && next ? [...units, { source: doc.text.slice(quasi.end!, next.start!), shown: VALUE, value }] : units;
  });
}

function piecesOf(source: string): Piece[] {
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
