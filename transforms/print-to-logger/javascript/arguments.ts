import { failureText, placeName, tellingCalls } from '../../../src/languages/javascript/describe.ts';
import { enclosingHandler, type Handler } from '../../../src/languages/javascript/handlers.ts';
import type { LogLine } from '../../../src/languages/javascript/log-line.ts';
import { dottedText, isCall, isFunction, keyName, lastName, quote, textOf, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { kindOfValue } from '../../../src/languages/javascript/types.ts';
import type { LogForm } from '../../../src/languages/types.ts';
import type { Edit } from '../../../src/types.ts';
import { Message } from './message.ts';
import { redacted, withEdits, type Redaction } from './redact.ts';
import { errorBehind, errorBindingOf, errorIn, isJsonText, isPrefix, isReserved, isScalar, isText, isTextName, isTextOrScalar, keyFor } from './values.ts';

/** What the arguments of a `console` call say. */
export interface Rendered {
  readonly line: LogLine;
  /** The text as read for its level, `{}` for values. */
  readonly text: string;
  /** A level tag that was taken away. */
  readonly tag?: string;
  readonly redacted: readonly Redaction[];
  readonly error?: NodeOf<'Identifier'>;
}

export interface Source {
  readonly doc: JavaScriptDoc;
  readonly secrets: Secrets;
  readonly form: LogForm;
  /** Whether the level of a tag may become that of the line. */
  readonly takesTag: (tag: string) => boolean;
}

export type Left = { readonly reason: string };

/** A text that says the value behind it is a secret: `Stored refresh token`. */
const ANNOUNCES_SECRET = /\b(?:tokens?|secrets?|passwords?|otp|api[ _-]?keys?|private[ _-]?keys?|credentials?)[\s:=\u2192>-]*$/i;
const PRINTF = /%(?:[sdifjoOc]|\.\d+f)/;
const ONLY_SECRET = (name: string) => `it shows nothing but a secret, \`${name}\`: delete it`;

export function renderArguments(source: Source, call: AnyCall): Rendered | Left {
  const { doc } = source;
  const args = call.arguments as readonly Node[];
  if (args.some(({ type }) => type === 'SpreadElement')) return { reason: 'its arguments are unpacked, so their number is not known' };
  const first = Message.read(doc, args[0]);
  if (args.length > 1 && first && PRINTF.test(first.text)) return { reason: 'its text has placeholders such as `%s` for the values behind it' };
  if (args.some((arg) => isColoured(doc, arg))) return { reason: 'it colours its text for a terminal' };
  const shown = args.length > 1 && (Message.read(doc, args.at(-1))?.isBlank ?? false) ? args.slice(0, -1) : args;
  const rendered = shown.length === 1 ? renderOne(source, shown[0]!) : renderMany(source, shown);
  if ('reason' in rendered) return rendered;
  const hasMore = rendered.line.error !== undefined || rendered.line.details !== undefined;
  if (source.form === 'text' && hasMore) return { reason: 'the logger takes one text, as far as can be seen from here: a value could be lost' };
  if (rendered.line.error !== undefined && hasErrorKey(rendered.line)) return { reason: 'it shows two errors' };
  return rendered;
}

/** Whether the details have a key of their own for an error. */
export function hasErrorKey({ details }: LogLine): boolean {
  return details !== undefined && /(^|[\s,{])(err|error)\s*([:,]|$)/.test(details);
}

function renderOne(source: Source, arg: Node): Rendered | Left {
  const { doc, secrets } = source;
  const message = Message.read(doc, arg);
  if (message) return renderMessage(source, [message]);
  if (isJsonText(arg)) return { reason: 'it writes JSON to standard output, which another program may read' };
  const error = errorIn(doc, arg);
  if (error) return { line: { message: quote(doc, whatFailed(doc, arg)), error: error.name }, text: '{}', redacted: [], error };
  if (isText(doc, arg) && unwrapped(arg).type !== 'Identifier') return renderText(source, arg);
  const secret = secrets.shownBy(arg);
  if (arg.type === 'ObjectExpression') return withValues(source, { line: { message: quote(doc, placeName(doc, arg) ?? keysOf(arg)) }, text: '', redacted: [] }, [arg]);
  if (secret !== undefined) return { reason: ONLY_SECRET(secret) };
  if (isText(doc, arg) || isTextName(arg) || kindOfValue(doc, arg) === 'text') return { line: { message: textOf(doc, arg) }, text: '{}', redacted: [] };
  if (source.form !== 'message-first' && source.form !== 'text' && isName(arg)) return { line: { message: textOf(doc, arg) }, text: '{}', redacted: [] };
  const name = dottedText(isCall(arg) ? arg.callee : arg);
  if (name === undefined) return { reason: 'it shows a value without a text' };
  return { ...withDetails(source, quote(doc, name.replace(/^this\./, '')), [arg]), text: '{}' };
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
  const { doc } = source;
  const [first, ...rest] = args as [Node, ...Node[]];
  const error = errorIn(doc, first);
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
  const values = args.slice(0, messages.findIndex(Boolean));
  if (messages.some(Boolean)) return messages.slice(values.length).every(Boolean) ? withTextBehind(source, values, messages.slice(values.length) as Message[], args) : { reason: 'its texts stand behind and between its values' };
  if (error) return withValues(source, { line: { message: quote(doc, whatFailed(doc, first)) }, text: '', redacted: [] }, args);
  return { reason: 'it shows several values and no text' };
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
      if (index === args.length - 1) { message.trim('end'); if (leadsOver) message.trimColon(); }
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
  const joined = pieces.reduce((all, piece) => (all === '' || piece === '' ? all + piece : `${all} ${piece}`), '');
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
  if (leadsOver) last.trimColon();
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
    if (index === parts.length - 1 && /[^\s:]/.test(message.text)) { message.trim('end'); if (leadsOver) message.trimColon(); }
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

/** The values behind a text: the error, and the rest as details. */
function withValues(source: Source, heading: Rendered, values: readonly Node[]): Rendered | Left {
  const { doc } = source;
  const found = values.map((value) => errorIn(doc, value)).find(Boolean);
  const index = values.findIndex((value) => found && errorIn(doc, value) === found);
  const others = values.filter((value, i) => i !== index && !(found && errorBehind(doc, value)?.name === found.name));
  const shown = `${heading.text}${' {}'.repeat(values.length)}`;
  if (others.length === 0) return { ...heading, text: shown, line: { ...heading.line, error: found!.name }, error: found! };
  const held = !found && others.length === 1 ? errorHeld(source, others[0]!) : undefined;
  const isAnnounced = !held && others.length === 1 && ANNOUNCES_SECRET.test(heading.text);
  const details = isAnnounced && isUntold(source, others[0]!) ? hidden(source, heading.line.message, others[0]!) : withDetails(source, heading.line.message, others, held?.property);
  if ('reason' in details) return details;
  if (held) return { ...heading, text: shown, redacted: [...heading.redacted, ...details.redacted], line: { ...details.line, error: held.error.name }, error: held.error };
  return {
    ...heading, text: shown, redacted: [...heading.redacted, ...details.redacted],
    line: { ...details.line, ...(found && { error: found.name }) }, ...(found && { error: found }),
  };
}

/** The error an object holds, which most loggers would write as an empty object there. */
function errorHeld({ doc, form }: Source, value: Node): { readonly property: Node; readonly error: NodeOf<'Identifier'> } | undefined {
  if (value.type !== 'ObjectExpression' || (form !== 'object-first' && form !== 'message-first')) return undefined;
  for (const property of value.properties) {
    const held = property.type === 'ObjectProperty' && /^(e|err|error|exception|cause|reason)$/.test(keyName(property) ?? '') ? unwrapped(property.value) : undefined;
    if (held?.type === 'Identifier' && errorBindingOf(doc, held)) return { property, error: held };
  }
  return undefined;
}

/** Whether nothing says what a value holds: neither its own name nor what it is. */
function isUntold({ doc, secrets }: Source, value: Node): boolean {
  const bare = unwrapped(value);
  return (bare.type === 'Identifier' || bare.type === 'MemberExpression') && secrets.shownBy(bare) === undefined && !isScalar(doc, bare);
}

/** A value that its text announces as a secret. */
function hidden({ doc, form }: Source, message: string, value: Node): Rendered {
  const name = textOf(doc, value);
  return { line: { message, details: `${keyFor(doc, value, form)}: ${quote(doc, '[redacted]')}` }, text: '{}', redacted: [{ name, value }] };
}

function withDetails(source: Source, message: string, values: readonly Node[], without?: Node): Rendered | Left {
  const { doc, secrets, form } = source;
  const mark = quote(doc, '')[0]!;
  const fields: string[] = [];
  const keys = new Set<string>();
  const taken: Redaction[] = [];
  for (const value of values) {
    const shown = isJsonText(value) ? (unwrapped(value) as AnyCall).arguments[0]! : value;
    const clean = redacted(doc, shown, secrets, mark, without);
    taken.push(...clean.taken);
    const literal = unwrapped(shown);
    if (without && literal.type === 'ObjectExpression' && literal.properties.length === 1) continue;
    const isOpen = literal.type === 'ObjectExpression' && literal === shown && values.every((other) => other === value || unwrapped(other).type !== 'ObjectExpression');
    if (isOpen && literal.properties.length > 0 && fits(literal, form) && !literal.properties.some((each) => keys.has(nameOf(each)))) {
      for (const each of literal.properties) keys.add(nameOf(each));
      fields.push(clean.source.slice(1, -1));
      continue;
    }
    const key = keyFor(doc, values.length > 1 && isJsonText(value) ? shown : value, form);
    if (keys.has(key) || (values.length > 1 && (key === 'value' || key === 'error'))) return { reason: 'it shows several values without names of their own' };
    keys.add(key);
    fields.push(clean.source === key ? key : `${key}: ${clean.source}`);
  }
  const isSplit = fields.some((field) => field.includes('\n'));
  if (fields.length > 1 && isSplit) return { reason: 'its values stand on several lines' };
  if (fields.length === 0) return { line: { message }, text: '{}', redacted: taken };
  return { line: { message, details: fields.length > 1 ? fields.map((field) => field.trim().replace(/,$/, '')).join(', ') : fields[0]! }, text: '{}', redacted: taken };
}

/** Whether an object may be the line's own: none of its keys is one the logger writes itself. */
function fits(object: NodeOf<'ObjectExpression'>, form: LogForm): boolean {
  return !object.properties.some((each) => isReserved(nameOf(each), form));
}

function nameOf(property: Node): string {
  return property.type === 'SpreadElement' ? '...' : keyName(property) ?? '';
}

function keysOf(object: NodeOf<'ObjectExpression'>): string {
  return object.properties.map(nameOf).filter((name) => name !== '' && name !== '...').join(', ') || 'details';
}

/** What failed, for an error that is shown without a text. */
function whatFailed(doc: JavaScriptDoc, arg: Node): string {
  const handler: Handler | undefined = enclosingHandler(doc, arg);
  return handler ? failureText(doc, handler) : callbackFailure(doc, arg) ?? 'Unhandled error';
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

const COLOURS = /^(chalk|kleur|colors|colorette|picocolors|pc|ansis|ansi-colors|cli-color|gradient-string|figlet|boxen|chalk-animation)$/;

/** A text coloured with escapes or by a library. */
function isColoured(doc: JavaScriptDoc, node: Node): boolean {
  const literals = [node, ...doc.tree.inside(node, 'StringLiteral', 'TemplateLiteral')];
  if (literals.some((each) => Message.read(doc, each)?.hasTerminalCodes)) return true;
  const names = [node, ...doc.tree.inside(node, 'Identifier', 'MemberExpression')];
  return names.some((each) => {
    const origin = doc.scopes.qualifiedName(each);
    if (origin && COLOURS.test(origin.split(':')[0]!)) return true;
    if (each.type !== 'MemberExpression') return false;
    const object = lastName(each.object) ?? '';
    return /^(chalk|colors?|c|ansi)$/i.test(object) && /^(reset|bright|dim|red|green|yellow|blue|cyan|magenta|bold|gr[ae]y|white|underline)$/i.test(lastName(each) ?? '') ||
      each.object.type === 'StringLiteral' && /^(red|green|yellow|blue|cyan|magenta|bold|gr[ae]y|underline|rainbow)$/.test(lastName(each) ?? '');
  });
}
