import type { LogStyle } from '../../../src/languages/types.ts';
import { removeStatement } from '../../../src/languages/python/imports.ts';
import { argumentsOf, contentOf, lastName, lineStart, stringPrefix, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Secrets } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { REDACTED } from '../text.ts';
import { isTracebackText, madeFor } from './format-exc.ts';
import { mayBeEnum, Message } from './message.ts';
import { bare, withoutParentheses } from './parentheses.ts';
import { partlyHidden } from './redact.ts';

/** What a printed text becomes as arguments of a log call. */
export interface Rendered {
  readonly edits: readonly Edit[];
  readonly redacted: readonly string[];
  /** The text as read for its level, `{}` for values. */
  readonly text: string;
  /** A level tag the text began with. */
  readonly tag?: string;
  /** The texts of the traceback it showed, which the logger is to write instead, and the statements that only made them. */
  readonly tracebacks?: readonly PyNode[];
  readonly made?: readonly PyNode[];
}

export interface Form {
  readonly style: LogStyle;
  /** The code around writes its log values as `%s` arguments. */
  readonly percent: boolean;
  readonly quote: string;
  readonly secrets: Secrets;
  /** The logger can write the traceback by itself. */
  readonly takesTraceback: boolean;
}

type Left = { readonly reason: string };
const PLAIN_IN_BRACES = new Set([
  'identifier', 'attribute', 'subscript', 'call', 'binary_operator', 'comparison_operator', 'boolean_operator', 'not_operator', 'unary_operator',
  'conditional_expression', 'integer', 'float', 'true', 'false', 'none', 'await', 'parenthesized_expression', 'list', 'tuple',
]);

/** Edits inside the parentheses of a `print` that make it the arguments of a log call. */
export function renderArguments(doc: PythonDoc, call: PyNode, form: Form): Rendered | Left {
  const { positional, keywordNodes } = argumentsOf(call);
  const isTraceback = (node: PyNode | undefined) => form.takesTraceback && isTracebackText(doc, node);
  const behind = positional.slice(1).filter(isTraceback);
  const shown = positional.filter((argument) => !behind.includes(argument));
  const separator = separatorOf(keywordNodes.get('sep'));
  const text = withoutSummand(shown.length === 1 ? shown[0] : undefined, isTraceback);
  const tracebacks = [...behind, ...(text?.tracebacks ?? [])];
  const take = (message: Message) => {
    if (tracebacks.length > 0 && shown.length === 1) message.dropLabel();
    tracebacks.push(...message.dropTracebacks(isTraceback));
  };
  const rendered = text ? renderOne(doc, text.argument, form, take) : renderMany(doc, call, shown, separator, form, take);
  if ('reason' in rendered) return rendered;
  const dropped = [...behind, ...keywordNodes.values()].map((argument) => withoutArgument(doc, call, argument));
  const made = madeFor(doc, tracebacks, call);
  return {
    ...rendered,
    edits: [...rendered.edits, ...(text?.edits ?? []), ...dropped, ...made.flatMap((statement) => removeStatement(doc, statement))],
    ...(tracebacks.length > 0 && { tracebacks, made }),
  };
}

/** Of `"failed\n" + traceback.format_exc()` what stands before the traceback. */
function withoutSummand(argument: PyNode | undefined, isTraceback: (node: PyNode | undefined) => boolean) {
  let text = argument;
  const tracebacks: PyNode[] = [];
  const isSum = (node: PyNode | undefined) => node?.kind === 'binary_operator' && node.field('operator')?.text === '+';
  while (isSum(text) && (isTraceback(text!.field('right')) || (tracebacks.length > 0 && Message.read(text!.field('right'))?.isBlank))) {
    if (isTraceback(text!.field('right'))) tracebacks.push(text!.field('right')!);
    text = text!.field('left');
  }
  const edits = argument && text !== argument ? [{ start: text!.end, end: argument.end, text: '' }] : [];
  return text && { argument: text, tracebacks, edits };
}

function renderOne(doc: PythonDoc, argument: PyNode, form: Form, take: (message: Message) => void): Rendered | Left {
  const message = Message.read(argument);
  if (message) return renderMessage(doc, argument, message, form, take);
  const filled = form.percent && form.style === 'stdlib' ? renderFilled(argument, form) : undefined;
  if (filled) return filled;
  if (isText(argument)) return renderText(argument, form);
  if (form.secrets.shownBy(argument) !== undefined) return { reason: `it prints nothing but a secret, \`${form.secrets.shownBy(argument)}\`: delete it` };
  const edits = form.style === 'stdlib'
    ? [insert(argument.start, `${form.quote}%s${form.quote}, `)]
    : [insert(argument.start, 'str('), insert(argument.end, ')')];
  return { edits, redacted: [], text: '{}' };
}

function renderMessage(doc: PythonDoc, argument: PyNode, message: Message, form: Form, take: (message: Message) => void): Rendered | Left {
  message.dropRules();
  message.trim('both');
  const tag = message.takeTag();
  take(message);
  const text = message.text;
  message.redact(form.secrets);
  if (message.isOnlySecrets) return { reason: `it prints nothing but a secret, \`${message.redacted[0]}\`: delete it` };
  if (message.hidesComment) return { reason: 'a comment stands in the braces of a secret' };
  const args = form.percent && form.style === 'stdlib' && message.values.length > 0 ? message.asPercent() : undefined;
  const edits = [
    ...message.edits(),
    ...(args ? [insert(message.strings.at(-1)!.end, args.map((arg) => `, ${arg}`).join(''))] : []),
    ...withoutParentheses(doc, argument),
  ];
  return { edits, redacted: message.redacted, text, ...(tag && { tag }) };
}

/** `"… %s" % value` as a message and its arguments, which show the same text; undefined where they might not. */
function renderFilled(argument: PyNode, form: Form): Rendered | undefined {
  const left = argument.field('left');
  const message = argument.kind === 'binary_operator' && argument.field('operator')?.text === '%' && left && bare(left) === left ? Message.read(left) : undefined;
  const right = argument.field('right');
  if (!message || !right || message.values.length > 0 || form.secrets.shownBy(argument) !== undefined) return undefined;
  const values = right.kind === 'tuple' ? right.named : [right];
  const conversions = message.text.match(/%(?:%|[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|.?)/gs)?.filter((each) => each !== '%%') ?? [];
  const isPlain = conversions.every((each) => /[diouxXeEfFgGcrsa]$/.test(each)) && !values.some(({ kind }) => kind === 'list_splat' || kind === 'dictionary');
  const hasComment = argument.descendants('comment').length > 0;
  if (!isPlain || hasComment || values.length === 0 || conversions.length !== values.length) return undefined;
  message.trim('both');
  const tag = message.takeTag();
  const edits = [
    ...message.edits(),
    { start: message.node.end, end: values[0]!.start, text: ', ' },
    ...(right.kind === 'tuple' ? [{ start: values.at(-1)!.end, end: argument.end, text: '' }] : []),
  ];
  return { edits, redacted: [], text: message.text, ...(tag && { tag }) };
}

/** An expression whose value is a text: it stays as it is, but for secrets. */
function renderText(argument: PyNode, form: Form): Rendered | Left {
  const edits: Edit[] = [];
  const redacted: string[] = [];
  const texts: string[] = [];
  const tags: string[] = [];
  const problem = redactText(argument, form, edits, redacted, texts, (message) => {
    if (message.node.start !== argument.start) return;
    message.trim('start');
    const tag = message.takeTag();
    if (tag) tags.push(tag);
  });
  if (problem) return { reason: problem };
  return { edits, redacted, text: texts.join(''), ...(tags[0] && { tag: tags[0] }) };
}

function redactText(node: PyNode, form: Form, edits: Edit[], redacted: string[], texts: string[], begin: (message: Message) => void): string | undefined {
  const message = Message.read(node);
  if (message) {
    begin(message);
    texts.push(message.text);
    message.redact(form.secrets);
    redacted.push(...message.redacted);
    edits.push(...message.edits());
    return undefined;
  }
  const isSum = node.kind === 'binary_operator' && node.field('operator')?.text === '+';
  const parts = isSum ? [node.field('left')!, node.field('right')!]
    : node.kind === 'conditional_expression' ? [node.named[0]!, node.named[2]!]
    : node.kind === 'parenthesized_expression' ? node.named : [];
  for (const part of parts) {
    const problem = redactText(part, form, edits, redacted, texts, begin);
    if (problem) return problem;
  }
  if (parts.length > 0) return undefined;
  const secret = form.secrets.shownBy(node);
  texts.push('{}');
  if (secret === undefined) {
    for (const literal of node.descendants('string')) texts.push(Message.read(literal)?.text ?? '');
    return undefined;
  }
  const isOperand = node.parent?.kind === 'binary_operator' || node.parent?.kind === 'conditional_expression';
  if (!isOperand || node.kind === 'binary_operator') return `it prints a secret, \`${secret}\`, in a form that cannot be taken out alone`;
  edits.push({ start: node.start, end: node.end, text: `${form.quote}${REDACTED}${form.quote}` });
  redacted.push(secret);
  return undefined;
}

/** Several arguments become one message: `%s` arguments for the standard library, else one f-string. */
function renderMany(doc: PythonDoc, call: PyNode, args: readonly PyNode[], separator: string | undefined, form: Form, take: (message: Message) => void): Rendered | Left {
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
    const gap = index === 0 ? '' : usesPercent ? separator.replaceAll('%', '%%') : separator.replace(/[{}]/g, '$&$&');
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

function nameOf(value: PyNode): string | undefined {
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
  const fits = PLAIN_IN_BRACES.has(argument.kind) && !/[\\\n#]|:=/.test(source) && !source.includes(quote[0]!);
  if (!fits && partly) return { literal: REDACTED, shown: REDACTED, stays: false, redacted };
  if (!fits) return { reason: 'its arguments do not fit into one f-string' };
  return { literal: `{${source}${mayBeEnum(argument) ? '!s' : ''}}`, shown: '{}', stays: false, redacted };
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

/** Whether an expression is certainly a text. */
export function isText(node: PyNode | undefined): boolean {
  if (!node) return false;
  if (Message.read(node)) return true;
  if (node.kind === 'parenthesized_expression') return isText(node.named[0]);
  if (node.kind === 'conditional_expression') return isText(node.named[0]) && isText(node.named[2]);
  if (node.kind === 'binary_operator') {
    const operator = node.field('operator')?.text;
    if (operator === '+') return isText(node.field('left')) || isText(node.field('right'));
    return operator === '%' || operator === '*' ? isText(node.field('left')) : false;
  }
  if (node.kind !== 'call') return false;
  const callee = node.field('function')!;
  if (callee.kind === 'identifier') return /^(str|repr|format_exc|pformat)$/.test(callee.text);
  return /^(dumps|format_exc|pformat)$/.test(lastName(callee) ?? '') || (isText(callee.field('object')) && /^(format|join|strip|upper|lower|replace|title|ljust|rjust|center)$/.test(lastName(callee)!));
}

/** The literal text of `sep`, as written between its quotes; a space when absent. */
function separatorOf(keyword: PyNode | undefined): string | undefined {
  if (!keyword) return ' ';
  const value = keyword.field('value')!;
  if (value.kind === 'none') return ' ';
  const message = Message.read(value);
  const isPlain = message && message.strings.length === 1 && stringPrefix(message.strings[0]!) === '' && quoteOf(message.strings[0]!).length === 1;
  return isPlain ? contentOf(message.strings[0]!) : undefined;
}

/** Removes one argument with the comma before it; a comment between the two stays. */
export function withoutArgument(doc: PythonDoc, call: PyNode, argument: PyNode): Edit {
  const siblings = call.field('arguments')!.named;
  const before = siblings[siblings.indexOf(argument) - 1];
  if (before && !doc.text.slice(before.end, argument.start).includes('#')) return { start: before.end, end: argument.end, text: '' };
  const end = argument.next?.kind === ',' ? argument.next.end : argument.end;
  const line = { start: lineStart(doc, argument.start), end: doc.text.indexOf('\n', end) + 1 };
  const isAlone = doc.text.slice(line.start, argument.start).trim() === '' && doc.text.slice(end, line.end).trim() === '';
  return isAlone ? { ...line, text: '' } : { start: argument.start, end, text: '' };
}

function quoteOf(string: PyNode): string {
  return string.children.at(-1)!.text;
}

function insert(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
