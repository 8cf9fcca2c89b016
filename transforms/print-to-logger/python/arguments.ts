import { removeStatement } from '../../../src/languages/python/imports.ts';
import { argumentsOf, contentOf, stringPrefix } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { REDACTED } from '../text.ts';
import { insert, isText, quoteOf, withoutArgument, type Form, type Left, type Rendered } from './form.ts';
import { isTracebackText, madeFor } from './format-exc.ts';
import { Message } from './message.ts';
import { bare, withoutParentheses } from './parentheses.ts';
import { renderMany } from './several.ts';

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
    ...(tracebacks.length > 0 && { tracebacks, made }) };
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
  // Of `"\n" + report` only the text is left.
  const left = argument.kind === 'binary_operator' && argument.field('operator')?.text === '+' ? argument.field('left')! : undefined;
  if (left && Message.read(left)?.isBlank) edits.splice(0, edits.length, ...edits.filter(({ start }) => start >= left.end), { start: left.start, end: argument.field('right')!.start, text: '' });
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

/** The literal text of `sep`, as written between its quotes; a space when absent. */
function separatorOf(keyword: PyNode | undefined): string | undefined {
  if (!keyword) return ' ';
  const value = keyword.field('value')!;
  if (value.kind === 'none') return ' ';
  const message = Message.read(value);
  const isPlain = message && message.strings.length === 1 && stringPrefix(message.strings[0]!) === '' && quoteOf(message.strings[0]!).length === 1;
  return isPlain ? contentOf(message.strings[0]!) : undefined;
}
