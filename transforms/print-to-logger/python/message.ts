import { interpolated, type Secrets } from '../../../src/languages/python/secrets.ts';
import { stringPrefix } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { JOINED_LINES, ShownText, VALUE, type Unit } from '../shown-text.ts';
import { levelTag, REDACTED, RULE_CHARACTERS } from '../text.ts';
import { hasComment, partlyHidden, quoteWithin } from './redact.ts';

const EMOJI = /^(?:(?![\d#*])[\p{Extended_Pictographic}\p{Emoji_Component}]\s*)+/u;
const WARNING = /^warn(?:ing)?:\s+(?=\S)/i;
/** What leads up to a traceback at the end of a text, or parts it from what stands before it. */
const BEFORE_TRACEBACK = /(?:(?:^|[\s|,;(\[–—-])(?:(?:full|stack|the) )?(?:traceback|trace|stack ?trace|details)\b)?[\s:|,;–—-]*$/i;

/** A piece of a string with its place; its value is the interpolation. */
interface Piece extends Unit<PyNode> {
  readonly start: number;
  readonly end: number;
  readonly string: PyNode;
}

/** A string, f-string or run of adjacent ones, as the text it shows. */
export class Message extends ShownText<PyNode, Piece> {
  readonly node: PyNode;
  readonly strings: readonly PyNode[];
  readonly redacted: string[] = [];
  /** Values that are written otherwise, by their interpolation. */
  readonly #rewritten = new Map<PyNode, string>();

  private constructor(node: PyNode, strings: readonly PyNode[]) {
    super(strings.flatMap(piecesOf));
    this.node = node;
    this.strings = strings;
  }

  /** Undefined for anything but text literals: bytes and templates print differently from what they say. */
  static read(node: PyNode | undefined): Message | undefined {
    if (node?.kind === 'parenthesized_expression') return Message.read(node.named[0]);
    const strings = node?.kind === 'concatenated_string' ? node.named : node?.kind === 'string' ? [node] : [];
    const isText = strings.length > 0 && strings.every((part) => part.kind === 'string' && !/[bt]/i.test(stringPrefix(part)));
    return isText ? new Message(node!, strings) : undefined;
  }

  redact(secrets: Secrets): void {
    for (const unit of this.open()) {
      const value = unit.value && interpolated(unit.value);
      const secret = value && secrets.shownBy(value);
      if (secret === undefined) continue;
      const partly = partlyHidden(value!, secrets, quoteWithin(unit.string));
      this.redacted.push(secret);
      if (partly) {
        this.#rewritten.set(unit.value!, partly.source);
        continue;
      }
      unit.text = (unit.value!.children.some(({ kind }) => kind === '=') ? `${value!.text}=` : '') + REDACTED;
    }
    if (secrets.isSeedPlace(this.node)) return;
    for (let left = this.redactLiterals(); left > 0; left -= 1) this.redacted.push('a literal in the text');
  }

  /** Takes the level tag away, behind an emoji too; one such as `Warning:` as well. */
  override takeTag(): string | undefined {
    const open = this.open();
    const shown = open.map((unit) => unit.shown).join('');
    const mark = EMOJI.exec(shown)?.[0].length ?? 0;
    const warning = WARNING.exec(shown.slice(mark));
    const found = warning ? { tag: 'warning', length: warning[0].length } : levelTag(shown.slice(mark));
    for (const unit of open.slice(mark, mark + (found?.length ?? 0))) unit.text = '';
    return found?.tag;
  }

  /** Whether a comment stands in the braces of a value that is shown no more. */
  get hidesComment(): boolean {
    return this.units.some((unit) => unit.value && unit.text !== undefined && hasComment(unit.value));
  }

  /** Drops the values that are tracebacks, with what leads up to them; returns these values. */
  dropTracebacks(isTraceback: (value: PyNode | undefined) => boolean): PyNode[] {
    const dropped: PyNode[] = [];
    for (const unit of this.open()) {
      const value = unit.value && interpolated(unit.value);
      if (!isTraceback(value)) continue;
      this.#dropBefore(unit);
      unit.text = '';
      dropped.push(value!);
    }
    return dropped;
  }

  /** Drops what leads up to a traceback that stood behind the text. */
  dropLabel(): void {
    this.#dropBefore();
  }

  /** Drops what leads up to a piece of the text, or to its end. */
  #dropBefore(unit?: Piece): void {
    const open = this.open();
    const before = unit ? open.slice(0, open.indexOf(unit)) : open;
    const label = BEFORE_TRACEBACK.exec(before.map(({ shown }) => shown).join(''))![0];
    if (label.length < before.length) for (const each of before.slice(before.length - label.length)) each.text = '';
  }

  /** Makes the values `%s` arguments; undefined when that would not write the same text. */
  asPercent(): readonly string[] | undefined {
    const values = this.values;
    const args = values.map((value) => percentArgument(value, this.#rewritten.get(value)));
    if (args.some((arg) => arg === undefined)) return undefined;
    for (const unit of this.units) {
      if (unit.text !== undefined) continue;
      if (unit.value) unit.text = `%${conversionOf(unit.value)?.slice(1) ?? 's'}`;
    }
    this.escapePercent();
    return args as string[];
  }

  escapePercent(): void {
    for (const unit of this.units) if (unit.text === undefined && unit.shown === '%') unit.text = '%%';
  }

  /** The edits for all that was taken out, with the `f` dropped where nothing is left to fill in. */
  edits(options: { readonly keepF?: boolean; readonly addF?: PyNode } = {}): Edit[] {
    const keepF = options.keepF || this.values.length > 0;
    return this.strings.flatMap((string, index): Edit[] => {
      const units = this.units.filter((unit) => unit.string === string);
      const isGone = units.length > 0 && units.every(({ text }) => text === '') && this.strings.length > 1 && this.units.some(({ text }) => text !== '');
      if (isGone) return [withGap(this.strings, index, (each) => this.units.some((unit) => unit.string === each && unit.text !== ''))];
      const prefix = stringPrefix(string);
      const isFormatted = /f/i.test(prefix);
      const losesF = isFormatted && !keepF;
      const gainsF = options.addF === string && !isFormatted;
      const own = units.flatMap((unit): Edit[] => {
        const plain = losesF && unit.end - unit.start === 2 && /^[{}]$/.test(unit.shown) ? unit.shown : undefined;
        const doubled = gainsF && /^[{}]$/.test(unit.shown) ? unit.shown + unit.shown : undefined;
        const text = unit.text ?? plain ?? doubled;
        if (text !== undefined) return [{ start: unit.start, end: unit.end, text }];
        const rewritten = unit.value && this.#rewritten.get(unit.value);
        return rewritten === undefined ? [] : [{ ...spanOf(interpolated(unit.value!)!), text: rewritten }];
      });
      const f = string.start + prefix.search(/f/i);
      return [
        ...(losesF ? [{ start: f, end: f + 1, text: '' }] : []),
        ...(gainsF ? [{ start: string.start, end: string.start, text: 'f' }] : []),
        ...merged(own),
      ];
    });
  }

  protected isRuleValue(interpolation: PyNode): boolean {
    return isRuleExpression(interpolated(interpolation));
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
function percentArgument(interpolation: PyNode, rewritten: string | undefined): string | undefined {
  const value = interpolated(interpolation)!;
  const isSpecial = interpolation.children.some(({ kind }) => kind === 'format_specifier' || kind === '=') || /[\n#]/.test(value.text) || hasComment(interpolation);
  if (isSpecial || ['yield', 'named_expression', 'lambda'].includes(value.kind)) return undefined;
  if (!conversionOf(interpolation) && mayBeEnum(value)) return undefined;
  return rewritten ?? (value.kind === 'expression_list' ? `(${value.text})` : value.text);
}

function spanOf({ start, end }: PyNode) {
  return { start, end };
}

export function mayBeEnum(value: PyNode): boolean {
  return /(^|[._])(status|state|type|kind|mode|role|level|category|severity|priority|phase|stage)$/.test(value.text);
}

function conversionOf(interpolation: PyNode): string | undefined {
  return interpolation.children.find(({ kind }) => kind === 'type_conversion')?.text;
}

function piecesOf(string: PyNode): Piece[] {
  const isRaw = /r/i.test(stringPrefix(string));
  return string.children.slice(1, -1).flatMap((part): Piece[] => {
    if (part.kind === 'interpolation') return [{ start: part.start, end: part.end, shown: VALUE, string, value: part }];
    const units: Piece[] = [];
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
