import { mainCalls } from '../../../src/languages/javascript/call-kinds.ts';
import { failureText, placeName } from '../../../src/languages/javascript/describe.ts';
import { enclosingHandler, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { dottedText, isCall, isFunction, keyName, lastName, quote, textOf, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';
import { kindOfValue } from '../../../src/languages/javascript/types.ts';
import type { Edit } from '../../../src/types.ts';
import { isMadeText, keysOf, withDetails, withValues } from './details.ts';
import { Message } from './message.ts';
import { redacted, withEdits, type Redaction } from './redact.ts';
import { hasErrorKey, type Left, type Rendered, type Source } from './rendered.ts';
import { isBoxed, isColoured } from './terminal.ts';
import { errorBindingOf, errorIn, isJsonText, isMaybePlain, isPrefix, isScalar, isText, isTextName, isTextOrScalar, keyFor } from './values.ts';

const PRINTF = /%(?:[sdifjoOc]|\.\d+f)/;
const ONLY_SECRET = (name: string) => `it shows nothing but a secret, \`${name}\`: delete it`;

export function renderArguments(source: Source, call: AnyCall): Rendered | Left {
  const { doc } = source;
  const args = call.arguments as readonly Node[];
  if (args.some(({ type }) => type === 'SpreadElement')) return { reason: 'its arguments are unpacked, so their number is not known' };
  const first = Message.read(doc, args[0]);
  if (args.length > 1 && first && PRINTF.test(first.text)) return { reason: 'its text has placeholders such as `%s` for the values behind it' };
  if (args.some((arg) => isBoxed(Message.read(doc, arg)?.text ?? ''))) return { reason: 'it draws a box or a table for a terminal' };
  if (args.some((arg) => isColoured(doc, arg))) return { reason: 'it colours its text for a terminal' };
  const shown = args.length > 1 && (Message.read(doc, args.at(-1))?.isBlank ?? false) ? args.slice(0, -1) : args;
  const rendered = shown.length === 1 ? renderOne(source, shown[0]!) : renderMany(source, shown);
  if ('reason' in rendered) return rendered;
  if (source.losesValues && rendered.line.details !== undefined) return withinText(source, shown, rendered);
  if (source.form === 'nest' && rendered.line.details !== undefined && !shown.some(isJsonText)) {
    // Nest writes an object as a record of its own, over several lines.
    const within = withinText(source, shown, rendered);
    if (!('reason' in within)) return within;
  }
  const hasMore = rendered.line.error !== undefined || rendered.line.details !== undefined;
  if (source.form === 'text' && hasMore) return { reason: 'the logger takes one text, as far as can be seen from here: a value could be lost' };
  if (rendered.line.error !== undefined && hasErrorKey(rendered.line)) return { reason: 'it shows two errors' };
  return rendered;
}

/** Names of a text as well as of a record: of `selectedAddress` a text would show `[object Object]`. */
const TEXT_OR_RECORD = /(address|event|model|provider|channel|room|role|page|network|chain|collection|table|queue|topic|signal|file|method|action|command|currency|language|message|info|output|description|score|rate)$/i;

function mayBeRecord(doc: JavaScriptDoc, arg: Node): boolean {
  const bare = unwrapped(arg);
  return (bare.type === 'Identifier' || bare.type === 'MemberExpression' || bare.type === 'OptionalMemberExpression') && TEXT_OR_RECORD.test(lastName(bare) ?? '') && !isTextOrScalar(doc, bare);
}

/** For a logger that writes no values, or not in the same line: those that read the same in a text stay in it. */
function withinText(source: Source, args: readonly Node[], { line, error }: Rendered): Rendered | Left {
  const { doc } = source;
  const isError = (arg: Node) => error !== undefined && errorIn(doc, arg)?.name === error.name;
  const others = args.filter((arg) => !isError(arg));
  if (others.some((arg) => mayBeRecord(doc, arg))) return { reason: 'the logger writes nothing of values behind a text, and one of these may be an object' };
  const messages = others.map((arg) => Message.read(doc, arg));
  const template = messages[0] ? asTemplate(source, others, messages) : { reason: 'it has no text to stand in' };
  if ('reason' in template) return { reason: `the logger writes nothing of values behind a text, and ${template.reason}` };
  const { message } = template.line;
  const isPlain = !/\$\{|[\\\n]/.test(message);
  return { ...template, line: { message: isPlain ? quote(doc, message.slice(1, -1)) : message, ...(line.error !== undefined && { error: line.error }) }, ...(error && { error }) };
}

function renderOne(source: Source, arg: Node): Rendered | Left {
  const { doc, secrets } = source;
  const message = Message.read(doc, arg);
  if (message) return renderMessage(source, [message]);
  if (isJsonText(arg)) return { reason: 'it writes JSON to standard output, which another program may read' };
  const error = errorIn(doc, arg);
  if (error && isMadeText(source.form, 1) && isMaybePlain(doc, error)) return withValues(source, { line: { message: quote(doc, whatFailed(doc, arg)) }, text: '', redacted: [] }, [arg]);
  if (error) return { line: { message: quote(doc, whatFailed(doc, arg)), error: error.name }, text: '{}', redacted: [], error };
  if (isText(doc, arg) && unwrapped(arg).type !== 'Identifier') return renderText(source, arg);
  const secret = secrets.shownBy(arg);
  if (arg.type === 'ObjectExpression') return withValues(source, { line: { message: eventOf(doc, arg) ?? quote(doc, placeName(doc, arg) ?? keysOf(arg)) }, text: '', redacted: [] }, [arg]);
  if (secret !== undefined) return { reason: ONLY_SECRET(secret) };
  if (isText(doc, arg) || isTextName(arg) || kindOfValue(doc, arg) === 'text') return { line: { message: textOf(doc, arg) }, text: '{}', redacted: [] };
  if ((source.form === 'variadic' || source.form === 'nest') && isName(arg)) return { line: { message: textOf(doc, arg) }, text: '{}', redacted: [] };
  const name = dottedText(isCall(arg) ? arg.callee : arg);
  if (name === undefined) return { reason: 'it shows a value without a text' };
  return { ...withDetails(source, quote(doc, name.replace(/^this\./, '')), [arg]), text: '{}' };
}

/** The name an object gives what happened: `{ event: 'order_failed' }`. */
function eventOf(doc: JavaScriptDoc, object: NodeOf<'ObjectExpression'>): string | undefined {
  const named = object.properties.find((property) => /^(event|evt|event_?name)$/i.test(keyName(property) ?? ''));
  return named?.type === 'ObjectProperty' && named.value.type === 'StringLiteral' && named.value.value.trim() !== '' ? textOf(doc, named.value) : undefined;
}

/** A name of one value, which loggers that take any value write as it is; a list would become an object. */
function isName(node: Node): boolean {
  const name = lastName(unwrapped(node));
  return name !== undefined && !isCall(node) && !/(s|list|array|rows)$/i.test(name);
}

function renderMany(source: Source, args: readonly Node[]): Rendered | Left {
  const { doc } = source;
  const messages = args.map((arg) => Message.read(doc, arg));
  const texts = messages.findIndex((message) => !message) < 0 ? args.length : messages.findIndex((message) => !message);
  if (texts === args.length) return renderMessage(source, messages as Message[]);
  if (texts === 0) return withoutText(source, args, messages);
  const values = args.slice(texts);
  if (messages.slice(texts).some(Boolean)) {
    const template = asTemplate(source, args, messages);
    return 'reason' in template ? withLabels(source, args, messages) ?? template : template;
  }
  const heading = renderMessage(source, messages.slice(0, texts) as Message[], true);
  if ('reason' in heading) return heading;
  return withValues(source, heading, values);
}

/** `'Rejected at:', promise, 'reason:', reason`: the labels between the values say what the names of these do. */
function withLabels(source: Source, args: readonly Node[], messages: readonly (Message | undefined)[]): Rendered | Left | undefined {
  const isInTurn = args.length % 2 === 0 && messages.every((message, i) => Boolean(message) === (i % 2 === 0));
  const labels = messages.filter((message) => message !== undefined);
  if (!isInTurn || !labels.every(({ text }) => /^[\s,;|(-]*[\p{L}\p{N}][^{}]{0,30}:\s*$/u.test(text) || text === labels[0]!.text)) return undefined;
  const values = args.filter((_, i) => i % 2 === 1);
  // A value without a name of its own would be known by its label alone.
  if (values.some((value) => keyFor(source.doc, value, source.form) === 'value' && !errorIn(source.doc, value))) return undefined;
  const heading = renderMessage(source, [labels[0]!], true);
  return 'reason' in heading ? heading : withValues(source, heading, values);
}

/** Values without a text in front: an error with its text behind it, a prefix in front of the text, or several values. */
function withoutText(source: Source, args: readonly Node[], messages: readonly (Message | undefined)[]): Rendered | Left {
  const { doc, secrets } = source;
  const [first, ...rest] = args as [Node, ...Node[]];
  const error = errorIn(doc, first);
  if (error && !messages.some(Boolean)) return withValues(source, { line: { message: quote(doc, whatFailed(doc, first)) }, text: '', redacted: [] }, args);
  if (error && messages.slice(1).every(Boolean)) {
    const heading = renderMessage(source, messages.slice(1) as Message[]);
    return 'reason' in heading ? heading : { ...heading, line: { ...heading.line, error: error.name }, error };
  }
  if (isText(doc, first) && first.type !== 'Identifier') {
    const heading = renderText(source, first, true);
    if ('reason' in heading || messages.slice(1).some(Boolean)) return 'reason' in heading ? heading : asTemplate(source, args, messages);
    return withValues(source, heading, rest);
  }
  if (messages[1] && isPrefix(doc, first)) return messages.slice(2).some(Boolean) || rest.length === 1 ? asTemplate(source, args, messages) : withPrefix(source, first, args, messages);
  // A constant in front is the text where no other is.
  if (!messages.some(Boolean) && isText(doc, first) && isPrefix(doc, first) && secrets.shownBy(first) === undefined) return withValues(source, { line: { message: textOf(doc, first) }, text: '{}', redacted: [] }, rest);
  const values = args.slice(0, messages.findIndex(Boolean));
  if (messages.some(Boolean)) return messages.slice(values.length).every(Boolean) ? withTextBehind(source, values, messages.slice(values.length) as Message[], args) : { reason: 'its texts stand behind and between its values' };
  const place = placeName(doc, first);
  if (place === undefined || source.form === 'text') return { reason: 'it shows several values and no text' };
  return withValues(source, { line: { message: quote(doc, place) }, text: '', redacted: [] }, args);
}

/** `user, 'saved'`: the text is that of the line all the same; a number or the like in front of a phrase is a part of it. */
function withTextBehind(source: Source, values: readonly Node[], messages: readonly Message[], args: readonly Node[]): Rendered | Left {
  const [value] = values as [Node];
  const isPhrase = /^\s*\p{Ll}\S*\s+\S/u.test(messages[0]!.text);
  if (values.length === 1 && isPhrase && isScalar(source.doc, value) && source.secrets.shownBy(value) === undefined) return asTemplate(source, args, [undefined, ...messages]);
  const heading = renderMessage(source, messages, true);
  return 'reason' in heading ? heading : withValues(source, heading, values);
}

/** `TAG, 'saved', user` as a template of the first two, and the rest. */
function withPrefix(source: Source, prefix: Node, args: readonly Node[], messages: readonly (Message | undefined)[]): Rendered | Left {
  const heading = asTemplate(source, args.slice(0, 2), messages.slice(0, 2), true);
  if (source.secrets.shownBy(prefix) !== undefined) return { reason: 'its prefix is a secret' };
  return 'reason' in heading ? heading : withValues(source, heading, args.slice(2));
}

/** Texts with values between them, where these read the same within one text. */
function asTemplate(source: Source, args: readonly Node[], messages: readonly (Message | undefined)[], leadsOver = false): Rendered | Left {
  const { doc, secrets } = source;
  const taken: Redaction[] = [];
  const pieces: string[] = [];
  const shown: string[] = [];
  let tag: string | undefined;
  for (const [index, arg] of args.entries()) {
    const message = messages[index];
    if (message) {
      if (index === 0) { message.trim('start'); tag = takenTag(source, message); }
      if (index === args.length - 1) { message.trim('end'); if (leadsOver && !source.keepsColon) message.trimColon(); }
      message.redact(secrets);
      taken.push(...message.redacted);
      pieces.push(message.innerOfTemplate);
      shown.push(message.text);
      continue;
    }
    const secret = secrets.shownBy(arg);
    if (secret === undefined && !isScalar(doc, arg) && !(index === 0 && isPrefix(doc, arg)) && !isTextOrScalar(doc, arg)) return { reason: 'its texts stand around a value that may be an object' };
    if (secret !== undefined) taken.push({ name: secret, value: arg });
    pieces.push(secret === undefined ? `\${${textOf(doc, arg)}}` : '[redacted]');
    shown.push('{}');
  }
  // A text that brings its own space in front of a value gets no second one.
  const joined = pieces.reduce((all, piece) => (all === '' || piece === '' || /\s$/.test(all) ? all + piece : `${all} ${piece}`), '');
  return { line: { message: `\`${joined}\`` }, text: shown.join(' '), redacted: taken, ...(tag !== undefined && { tag }) };
}

/** One or more literals as one text; `leadsOver` when values follow. */
function renderMessage(source: Source, messages: readonly Message[], leadsOver = false): Rendered | Left {
  const { secrets } = source;
  const [first] = messages as [Message];
  const last = messages.at(-1)!;
  if (messages.length === 1) first.dropRules();
  first.trim('start');
  last.trim('end');
  const tag = takenTag(source, first);
  if (leadsOver && !source.keepsColon) last.trimColon();
  const text = messages.map((message) => message.text).join(' ');
  if (text.trim() === '') return { reason: 'its text is empty without the lines that are drawn' };
  for (const message of messages) message.redact(secrets);
  const taken = messages.flatMap((message) => message.redacted);
  if (messages.every((message) => message.isOnlySecrets) && !leadsOver) return { reason: ONLY_SECRET(taken[0]!.name) };
  return { line: { message: joined(messages) }, text, redacted: taken, ...(tag !== undefined && { tag }) };
}

function joined(messages: readonly Message[]): string {
  if (messages.length === 1) return messages[0]!.source;
  const [{ quote: mark }] = messages as [Message];
  const isAlike = mark !== '`' && messages.every((message) => message.quote === mark);
  return isAlike ? `${mark}${messages.map(({ inner }) => inner).join(' ')}${mark}` : `\`${messages.map(({ innerOfTemplate }) => innerOfTemplate).join(' ')}\``;
}

function takenTag({ takesTag }: Source, message: Message): string | undefined {
  const { tag } = message;
  if (tag === undefined || !takesTag(tag)) return undefined;
  message.takeTag();
  return tag;
}

/** An expression whose value is a text stays as it is, but for secrets and white space at its ends. */
function renderText(source: Source, arg: Node, leadsOver = false): Rendered | Left {
  const { doc, secrets } = source;
  const edits: Edit[] = [];
  const taken: Redaction[] = [];
  const parts = operandsOf(arg);
  const [indent, ...rest] = parts;
  if (rest.length === 1 && Message.read(doc, indent)?.isBlank && isText(doc, rest[0])) return renderRest(source, rest[0]!, leadsOver);
  let tag: string | undefined;
  const texts = parts.map((part, index) => {
    const message = Message.read(doc, part);
    if (!message) {
      const { source: text, taken: hidden } = redacted(doc, part, secrets, quote(doc, '')[0]!);
      if (hidden.length > 0) edits.push({ start: part.start!, end: part.end!, text });
      taken.push(...hidden);
      return doc.tree.inside(part, 'StringLiteral', 'TemplateElement').map((each) => (each.type === 'StringLiteral' ? each.value : each.value.cooked ?? '')).concat('{}').join(' ');
    }
    // Of an end that is all white space something must stay between the quotes.
    if (index === 0 && message.text.trim() !== '') { message.trim('start'); tag = takenTag(source, message); }
    if (index === parts.length - 1 && /[^\s:]/.test(message.text)) { message.trim('end'); if (leadsOver && !source.keepsColon) message.trimColon(); }
    const { text } = message;
    message.redact(secrets);
    taken.push(...message.redacted);
    if (message.source !== textOf(doc, part)) edits.push({ start: part.start!, end: part.end!, text: message.source });
    return text;
  });
  if (taken.length > 0 && !/[\p{L}\p{N}]/u.test(texts.join('').replaceAll('{}', ''))) return { reason: ONLY_SECRET(taken[0]!.name) };
  return { line: { message: withEdits(doc, arg, edits) }, text: texts.join(''), redacted: taken, ...(tag !== undefined && { tag }) };
}

/** What `'  ' + text` shows without its indentation. */
function renderRest(source: Source, rest: Node, leadsOver: boolean): Rendered | Left {
  const error = leadsOver ? undefined : errorIn(source.doc, rest);
  return error ? { line: { message: quote(source.doc, whatFailed(source.doc, rest)), error: error.name }, text: '{}', redacted: [], error } : renderText(source, rest, leadsOver);
}

function operandsOf(node: Node): Node[] {
  return node.type === 'BinaryExpression' && node.operator === '+' ? [...operandsOf(node.left), node.right] : [node];
}

/** What failed, for an error that is shown without a text. */
function whatFailed(doc: JavaScriptDoc, arg: Node): string {
  const handler: Handler | undefined = enclosingHandler(doc, arg);
  return handler ? failureText(doc, handler) : callbackFailure(doc, arg) ?? resultFailure(doc, arg) ?? 'Unhandled error';
}

/** `orders.insert failed`, of `const { error } = await db.from('orders').insert(order)`. */
function resultFailure(doc: JavaScriptDoc, arg: Node): string | undefined {
  const error = errorIn(doc, arg);
  const by = error && doc.scopes.bindingOf(error)?.by;
  const call = by?.type === 'VariableDeclarator' && by.id.type === 'ObjectPattern' && by.init?.type === 'AwaitExpression' ? by.init.argument : undefined;
  const [step, ...more] = call ? mainCalls(doc, call) : [];
  const place = placeName(doc, arg);
  return step === undefined || more.length > 0 ? undefined : `${place === undefined ? '' : `${place}: `}${step} failed`;
}

/** `fs.readFile failed`, in a callback that is given the error first. */
function callbackFailure(doc: JavaScriptDoc, arg: Node): string | undefined {
  const error = errorIn(doc, arg);
  const callback = error && errorBindingOf(doc, error)?.by;
  const call = isFunction(callback) ? doc.tree.parent(callback) : undefined;
  if (!error || !isFunction(callback) || !isCall(call) || call.arguments.at(-1) !== callback || callback.params.length > 3) return undefined;
  const isFirst = doc.scopes.bindingOf(error)?.node === callback.params[0];
  if (!isFirst || /^(use|on|once|addListener|then|catch|finally|onError|setErrorHandler|addHook)$/.test(lastName(call.callee) ?? '')) return undefined;
  return tellingCalls(doc, call).length > 0 ? failureText(doc, { node: callback, body: [], block: callback.body, guarded: call }) : undefined;
}
