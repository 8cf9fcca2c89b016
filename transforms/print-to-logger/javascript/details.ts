import { keyName, quote, textOf, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { LogForm } from '../../../src/languages/types.ts';
import { redacted, type Redaction } from './redact.ts';
import type { Left, Rendered, Source } from './rendered.ts';
import { errorBehind, errorBindingOf, errorIn, isErrorValue, isJsonText, isMadeError, isMaybePlain, isReserved, isScalar, keyFor } from './values.ts';

/** A text that says the value behind it is a secret: `Stored refresh token`. */
const ANNOUNCES_SECRET = /\b(?:tokens?|secrets?|passwords?|otp|api[ _-]?keys?|private[ _-]?keys?|credentials?)[\s:=\u2192>-]*$/i;

/** The values behind a text: the error, and the rest as details. */
export function withValues(source: Source, heading: Rendered, values: readonly Node[]): Rendered | Left {
  const { doc } = source;
  const named = values.map((value) => errorIn(doc, value)).find(Boolean);
  const found = named && !(isMadeText(source.form, values.length) && isMaybePlain(doc, named)) ? named : undefined;
  const made = found ? undefined : values.find((value) => isErrorValue(value, source.form));
  const index = values.findIndex((value) => value === made || (found && errorIn(doc, value) === found));
  const others = values.filter((value, i) => i !== index && !(found && errorBehind(doc, value)?.name === found.name));
  const shown = `${heading.text}${' {}'.repeat(values.length)}`;
  const error = made ? textOf(doc, made) : found?.name;
  if (others.length === 0) return { ...heading, text: shown, line: { ...heading.line, error: error! }, ...(found && { error: found }) };
  const held = error === undefined && others.length === 1 ? errorHeld(source, others[0]!) : undefined;
  const isAnnounced = !held && others.length === 1 && ANNOUNCES_SECRET.test(heading.text);
  const details = isAnnounced && isUntold(source, others[0]!) ? hidden(source, heading.line.message, others[0]!) : withDetails(source, heading.line.message, others, held?.property);
  if ('reason' in details) return details;
  if (held) return { ...heading, text: shown, redacted: [...heading.redacted, ...details.redacted], line: { ...details.line, error: textOf(doc, held.value) }, ...(held.name && { error: held.name }) };
  return {
    ...heading, text: shown, redacted: [...heading.redacted, ...details.redacted],
    line: { ...details.line, ...(error !== undefined && { error }) }, ...(found && { error: found }),
  };
}

/** Whether a line shows its error as a text, its stack or `String(error)`. */
export function isMadeText(form: LogForm, values: number): boolean {
  return form === 'nest' || form === 'text' || (form === 'message-first' && values > 1);
}

/** The error an object holds, which most loggers would write as an empty object there. */
function errorHeld({ doc, form }: Source, value: Node): { readonly property: Node; readonly value: Node; readonly name?: NodeOf<'Identifier'> } | undefined {
  if (value.type !== 'ObjectExpression' || (form !== 'object-first' && form !== 'message-first')) return undefined;
  for (const property of value.properties) {
    const held = property.type === 'ObjectProperty' ? unwrapped(property.value) : undefined;
    if (held && isMadeError(held)) return { property, value: held };
    const isNamed = property.type === 'ObjectProperty' && /^(e|err|error|exception|cause|reason)$/.test(keyName(property) ?? '');
    if (isNamed && held?.type === 'Identifier' && errorBindingOf(doc, held)) return { property, value: held, name: held };
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

/** Values as fields of the line, or why they cannot be. */
export function withDetails(source: Source, message: string, values: readonly Node[], without?: Node): Rendered | Left {
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
    const key = usualKey(source, keyFor(doc, values.length > 1 && isJsonText(value) ? shown : value, form), keys);
    if (keys.has(key) || (values.length > 1 && (key === 'value' || (key === 'error' && unwrapped(value).type !== 'Identifier')))) return { reason: 'it shows several values without names of their own' };
    keys.add(key);
    fields.push(clean.source === key ? key : `${key}: ${clean.source}`);
  }
  const isSplit = fields.some((field) => field.includes('\n'));
  if (fields.length > 1 && isSplit) return { reason: 'its values stand on several lines' };
  if (fields.length === 0) return { line: { message }, text: '{}', redacted: taken };
  return { line: { message, details: fields.length > 1 ? fields.map((field) => field.trim().replace(/,$/, '')).join(', ') : fields[0]! }, text: '{}', redacted: taken };
}

/** `fastOrderId`, `orderIdForReferral`: a variable that is told apart from others of its function, not another thing than the `orderId` of the file's lines. */
const TOLD_APART = /^(?:(?:fast|new|existing|current|created|updated|saved|found|fresh)([A-Z]\w*I[dD])|([a-z]\w*I[dD])(?:For|On|In)[A-Z]\w*)$/;

/** The key that the file's log lines have for what a name holds, where they have another. */
function usualKey({ lineKeys }: Source, key: string, taken: ReadonlySet<string>): string {
  const [, told, plain] = TOLD_APART.exec(key) ?? [];
  const usual = told ? `${told[0]!.toLowerCase()}${told.slice(1)}` : plain;
  return usual !== undefined && !lineKeys.has(key) && lineKeys.has(usual) && !taken.has(usual) ? usual : key;
}

/** Whether an object may be the line's own: none of its keys is one the logger writes itself. */
function fits(object: NodeOf<'ObjectExpression'>, form: LogForm): boolean {
  return !object.properties.some((each) => isReserved(nameOf(each), form));
}

function nameOf(property: Node): string {
  return property.type === 'SpreadElement' ? '...' : keyName(property) ?? '';
}

/** What an object without a text is called by. */
export function keysOf(object: NodeOf<'ObjectExpression'>): string {
  return object.properties.map(nameOf).filter((name) => name !== '' && name !== '...').join(', ') || 'details';
}
