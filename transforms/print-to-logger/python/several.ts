import { contentOf, lastName, stringPrefix, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { REDACTED } from '../text.ts';
import { insert, isText, quoteOf, withoutArgument, type Form, type Left, type Rendered } from './form.ts';
import { mayBeEnum, Message } from './message.ts';
import { bare, withoutParentheses } from './parentheses.ts';
import { partlyHidden } from './redact.ts';

const PLAIN_IN_BRACES = new Set([
  'identifier', 'attribute', 'subscript', 'call', 'binary_operator', 'comparison_operator', 'boolean_operator', 'not_operator', 'unary_operator',
  'conditional_expression', 'integer', 'float', 'true', 'false', 'none', 'await', 'parenthesized_expression', 'list', 'tuple',
]);

/** Several arguments become one message: `%s` arguments for the standard library, else one f-string. */
export function renderMany(doc: PythonDoc, call: PyNode, args: readonly PyNode[], separator: string | undefined, form: Form, take: (message: Message) => void): Rendered | Left {
  if (separator === undefined) return { reason: 'its `sep` is not a plain text' };
  const first = Message.read(args[0]);
  const quote = first ? quoteOf(first.strings.at(-1)!) : form.quote;
  if (separator.includes(quote[0]!)) return { reason: 'its `sep` holds a quote' };
  const redacted: string[] = [];
  let tag: string | undefined;
  let text = '';
  if (first) {
    first.trim('start');
    tag = first.takeTag();
    take(first);
    text = first.text;
    first.redact(form.secrets);
    redacted.push(...first.redacted);
  }
  const firstArgs = first && form.style === 'stdlib' && first.values.length > 0 ? first.asPercent() : [];
  const usesPercent = form.style === 'stdlib' && firstArgs !== undefined;
  const edits: Edit[] = [];
  let literal = '';
  let hasArguments = usesPercent && firstArgs.length > 0;
  const names = /^[\s,;|]+$/.test(separator) ? namesOf(args) : [];
  for (const [index, argument] of args.entries()) {
    if (index === 0 && first) continue;
    // `print('total: ', total)` shows two blanks, which nobody wanted.
    const isSpaced = index === 1 && separator === ' ' && first?.text.endsWith(' ') === true;
    const gap = index === 0 || isSpaced ? '' : usesPercent ? separator.replaceAll('%', '%%') : separator.replace(/[{}]/g, '$&$&');
    const part = partOf(argument, usesPercent, quote, form);
    if ('reason' in part) return part;
    const name = names[index] === undefined ? '' : `${names[index]}=`;
    literal += gap + name + part.literal;
    text += separator + name + part.shown;
    redacted.push(...part.redacted);
    if (part.stays) hasArguments = true;
    if (part.instead !== undefined) edits.push({ start: argument.start, end: argument.end, text: part.instead });
    else if (!part.stays) edits.push(index === 0 ? { start: argument.start, end: args[1]!.start, text: '' } : withoutArgument(doc, call, argument));
  }
  if (usesPercent && !hasArguments) literal = literal.replaceAll('%%', '%');
  if (first && literal.includes('\\') && /r/i.test(stringPrefix(first.strings.at(-1)!))) return { reason: 'its texts are quoted in different ways' };
  const shown = { redacted, text, ...(tag && { tag }) };
  if (first) {
    const last = first.strings.at(-1)!;
    const needsF = !usesPercent && literal.includes('{');
    if (hasArguments) first.escapePercent();
    return {
      ...shown,
      edits: [
        ...first.edits({ keepF: needsF, ...(needsF && { addF: last }) }),
        insert(last.end - quote.length, literal),
        ...(usesPercent && firstArgs.length > 0 ? [insert(last.end, firstArgs.map((arg) => `, ${arg}`).join(''))] : []),
        ...withoutParentheses(doc, args[0]!),
        ...edits,
      ],
    };
  }
  if (hasArguments) return { ...shown, edits: [insert(args[0]!.start, `${quote}${literal}${quote}, `), ...edits] };
  if ([...call.descendants('comment')].length > 0) return { reason: 'its arguments are commented one by one' };
  return { ...shown, edits: [{ start: args[0]!.start, end: args.at(-1)!.end, text: `f${quote}${literal}${quote}` }] };
}

/** Names for values that no text introduces: `status=%s text=%s`. None where one of them has no name. */
function namesOf(args: readonly PyNode[]): readonly string[] {
  if (args.length < 2 || args.some((argument) => isText(argument))) return [];
  const names = args.map(nameOf);
  return names.every((name) => name !== undefined) && new Set(names).size === names.length ? names as string[] : [];
}

/** What a value may be called in front of it. */
export function nameOf(value: PyNode): string | undefined {
  const node = bare(value);
  if (node.kind === 'await') return nameOf(node.named[0]!);
  if (node.kind === 'identifier') return /^(e|ex|exc|err)$/.test(node.text) ? 'error' : node.text;
  if (node.kind === 'attribute') return lastName(node);
  if (node.kind === 'subscript') return /^\w+$/.exec(stringValue(node.field('subscript')) ?? '')?.[0];
  return node.kind === 'call' ? lastName(node.field('function'))?.replace(/^get_/, '') : undefined;
}

interface Part { readonly literal: string; readonly shown: string; readonly stays: boolean; readonly instead?: string; readonly redacted: readonly string[] }

/** One of several arguments as a piece of the message, written for its quote. */
function partOf(argument: PyNode, usesPercent: boolean, quote: string, form: Form): Part | Left {
  const message = Message.read(argument);
  if (message) return partOfText(message, usesPercent, quote, form);
  const secret = form.secrets.shownBy(argument);
  const partly = secret === undefined ? undefined : partlyHidden(argument, form.secrets, usesPercent ? form.quote : quote.startsWith('"') ? "'" : '"');
  if (secret !== undefined && !partly) return { literal: REDACTED, shown: REDACTED, stays: false, redacted: [secret] };
  const redacted = partly ? [partly.secret] : [];
  if (usesPercent) return { literal: '%s', shown: '{}', stays: true, redacted, ...(partly && { instead: partly.source }) };
  const source = partly?.source ?? argument.text;
  const fits = fitsInBraces(argument, source, quote);
  if (!fits && partly) return { literal: REDACTED, shown: REDACTED, stays: false, redacted };
  if (!fits) return { reason: 'its arguments do not fit into one f-string' };
  return { literal: `{${source}${mayBeEnum(argument) ? '!s' : ''}}`, shown: '{}', stays: false, redacted };
}

/** Whether an expression, written as `source`, may stand in the braces of an f-string. */
export function fitsInBraces({ kind }: PyNode, source: string, quote: string): boolean {
  return PLAIN_IN_BRACES.has(kind) && !/[\\\n#]|:=/.test(source) && !source.includes(quote[0]!);
}

function partOfText(message: Message, usesPercent: boolean, quote: string, form: Form): Part | Left {
  const [string] = message.strings;
  const isFormatted = /f/i.test(stringPrefix(string!));
  message.redact(form.secrets);
  const { redacted, text: shown } = message;
  if (usesPercent && redacted.length === 0 && message.values.length > 0) {
    const args = message.strings.length === 1 && fitsQuote(string!, quote) ? message.asPercent() : undefined;
    return args ? { literal: message.text, shown, stays: true, instead: args.join(', '), redacted } : { literal: '%s', shown, stays: true, redacted };
  }
  if (redacted.length > 0 && message.values.length > 0) return { reason: 'a secret stands in one of several texts' };
  if (message.strings.length > 1 || !fitsQuote(string!, quote)) return { reason: 'its texts are quoted in different ways' };
  const raw = redacted.length > 0 ? shown : contentOf(string!);
  if (usesPercent) return { literal: (isFormatted ? raw.replaceAll('{{', '{').replaceAll('}}', '}') : raw).replaceAll('%', '%%'), shown, stays: false, redacted };
  return { literal: isFormatted ? raw : raw.replace(/[{}]/g, '$&$&'), shown, stays: false, redacted };
}

/** Whether what stands between the quotes of a string may stand between others. */
function fitsQuote(string: PyNode, quote: string): boolean {
  if (/r/i.test(stringPrefix(string))) return false;
  return quoteOf(string) === quote || (quoteOf(string).length === 1 && !/[\\"']/.test(contentOf(string)));
}
