import { failureText, placeName, quote } from '../../../src/languages/python/describe.ts';
import { eventName, namesEvents } from '../../../src/languages/python/event-names.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import { roomForText } from '../../../src/languages/python/lint.ts';
import { classAssignments, selfAssignments } from '../../../src/languages/python/logger-evidence.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { logWithError, withError, type Level } from '../../../src/languages/python/log-line.ts';
import { methodFor, type Logger } from '../../../src/languages/python/logger-kind.ts';
import { argumentsOf, enclosingClass, enclosingFunction, indentAt, literalText } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ErrorForm, ProjectView } from '../../../src/languages/types.ts';
import { letsNothingOut } from './callees.ts';
import { effectOf, fieldsOf, recordId } from './effect.ts';
import { subjectAmongTwins, withSubject } from './twins.ts';

const LONGEST_LINE = 100;
const USUAL_LINE = 88;
const TAG = /^\[[A-Za-z][\w .:/-]*\][ :]*/;

/** Classes that many modules of a project may have: `Plain.post` of which? */
const GENERAL_CLASS = /^(Plain|List|Items?|Details?|View|Index|Base|Main|Resource|Collection|Api|Endpoint|Handler|Single|All)$/i;

/** What a line is written with. */
export interface Pen {
  readonly logger: Logger;
  readonly form: ErrorForm;
  readonly level: Level;
  /** The name of the exception, where the line needs it. */
  readonly exception: string | undefined;
  /** What the line shows of the exception instead of its traceback, `redact(exc)`; an empty text for nothing. */
  readonly shown: string | undefined;
}

/** The log statement for a failure, written the way the file writes its own. */
export function lineFor(doc: PythonDoc, handler: Handler, { logger, form, level, exception, shown }: Pen, project: ProjectView): string {
  const write = (message: string) => (shown === undefined ? logWithError(logger, form, level, message, exception, doc.text)
    : `${logger.expression}.${methodFor(logger, level)}(${shown === '' ? message : withShown(message, shown, logger)})`);
  const isQuiet = (call: PyNode) => letsNothingOut(doc, call, project);
  const id = recordId(doc, handler, project);
  // What loguru shows of the exception is an argument by place, which none by name may precede.
  const takesFields = logger.style === 'structlog' || logger.style === 'loguru' && shown === undefined;
  const fields = takesFields ? fieldsOf(doc, handler, project) : [];
  const withId = (text: string) => (fields.length > 0 && (id === undefined || fields.includes(id)) ? [quote(text, doc), ...fields.map((field) => `${field}=${field}`)].join(', ') : withRecord(doc, text, id, logger, project));
  if (logger.style === 'structlog' && namesEvents(textsIn(doc, doc.root, project))) return laidOut(doc, handler, write(withId(eventName(handler.guarded, isQuiet))), project);
  const tag = tagOf(doc, handler.attempt, project);
  const withoutText = write(withId('')).length + indentAt(doc, handler.clause.start).length + tag.length;
  // The text may stand on a line of its own.
  const ownLine = LONGEST_LINE - indentAt(doc, handler.body[0]!.start).length - '    "",'.length - tag.length;
  const room = Math.max(LONGEST_LINE - withoutText, ownLine);
  const linted = roomForText(doc, handler.guarded, project) - (withId(' failed').length - quote(' failed', doc).length) - tag.length - (shown ? ': %s'.length : 0);
  const owner = enclosingClass(handler.attempt)?.field('name')?.text;
  const said = failureText(handler.guarded, room, linted, isQuiet);
  const subject = subjectAmongTwins(doc, handler);
  const told = subject === undefined ? said : withSubject(said, subject);
  const inModule = owner !== undefined && GENERAL_CLASS.test(owner) ? told.replace(new RegExp(`^${owner}\\.`), `${moduleName(doc.path)}.${owner}.`) : told;
  const text = owner !== undefined && (tag.includes(owner) || isNamedAfter(doc, handler, logger, owner)) ? told.replace(`${owner}.`, '') : inModule;
  const untagged = saysPlace(tag, placeName(handler.guarded)) ? text.replace(/^[\w.]+(: | (?=failed))/, '') : text;
  const effect = effectOf(handler);
  const whole = untagged + effect;
  const fits = whole.length <= room && whole.length <= linted;
  return laidOut(doc, handler, write(withId(tag + (fits ? whole : untagged))), project);
}

/** A text as a literal, with the id of the record the way the logger takes it. */
function withRecord(doc: PythonDoc, text: string, id: string | undefined, { style }: Logger, project: ProjectView): string {
  if (id === undefined || style === 'unknown' || style === 'text') return quote(text, doc);
  if (style === 'structlog') return `${quote(text, doc)}, ${id}=${id}`;
  const place = style === 'loguru' ? '{}' : '%s';
  const said = text.replace(/ failed\b/, ` failed for ${id} ${place}`);
  if (style === 'stdlib' && project.package.python?.logArguments === 'fstring') return `f${quote(said.replace('%s', `{${id}}`), doc)}`;
  return `${quote(said, doc)}, ${id}`;
}

/** A message as written, with what stands for the exception behind its text. */
function withShown(message: string, shown: string, { style }: Logger): string {
  if (style === 'structlog') return `${message}, error=${shown}`;
  if (style === 'text' || style === 'unknown') return withError(message, shown);
  const [, text, rest] = /^(f?(?:"(?:[^"\\]|\\.)*|'(?:[^'\\]|\\.)*))(["'].*)$/.exec(message)!;
  return `${text}: ${style === 'loguru' ? '{}' : '%s'}${rest}, ${shown}`;
}

/** The `[VirusScanner] ` that the lines around start with: all of the function's, or most of the class's or the file's. */
function tagOf(doc: PythonDoc, at: PyNode, project: ProjectView): string {
  const fn = enclosingFunction(at);
  const own = fn ? textsIn(doc, fn, project) : [];
  const areas = [enclosingClass(at), doc.root].flatMap((area) => (area ? [textsIn(doc, area, project)] : []));
  const shared = own.length > 0 ? sharedTag(own, own.length) : undefined;
  if (shared !== undefined || own.length > 0 && !own.some((text) => TAG.test(text))) return shared ?? '';
  return areas.filter((texts) => texts.length > 1).map((texts) => sharedTag(texts, Math.ceil(texts.length * 0.8))).find((tag) => tag !== undefined) ?? '';
}

/** `orders` of `shop/orders.py` and of `shop/orders/views.py`. */
function moduleName(path: string): string {
  const parts = path.replace(/\.py$/, '').split('/');
  return parts.findLast((part) => !/^(__init__|views?|routes?|resources?|api|handlers?|main|models?|services?)$/.test(part)) ?? parts.at(-1)!;
}

/** Whether every line says the class already, since its logger or the module of that is called so: `FooService` in `foo_service.py`. */
function isNamedAfter(doc: PythonDoc, { attempt }: Handler, { expression, needs }: Logger, owner: string): boolean {
  const own = expression.startsWith('self.') ? enclosingClass(attempt)! : undefined;
  const name = expression.replace(/^self\./, '');
  const assignment = own ? [...selfAssignments(own, name), ...classAssignments(own, name)][0] : doc.scopes.moduleNames.get(name)?.[0]?.node.parent;
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
  const made = needs.map(({ call }) => String(call ?? '')).find((call) => call !== '') ?? (value?.kind === 'call' ? value.text : '');
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/\(__name__\)$/.test(made)) return plain(doc.path.split('/').at(-1)!.replace(/\.py$/, '')) === plain(owner);
  return /__class__|__qualname__|type\(self\)/.test(made) || new RegExp(`["'][\\w.]*\\b${owner}["']`).test(made);
}

/** Whether a tag is the name of the function already: `[sync_orders]`, `[SYNC ORDERS]`. */
function saysPlace(tag: string, place: string | undefined): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return place !== undefined && tag !== '' && plain(tag) === plain(place);
}

/** The tag that at least so many of the texts start with. */
function sharedTag(texts: readonly string[], least: number): string | undefined {
  const tags = texts.flatMap((text) => TAG.exec(text)?.[0] ?? []);
  const tag = tags.toSorted()[Math.floor(tags.length / 2)];
  return tag && texts.filter((text) => text.startsWith(tag)).length >= least ? tag.replace(/\]$/, '] ') : undefined;
}

function textsIn(doc: PythonDoc, area: PyNode, project: ProjectView): string[] {
  return area.descendants('call').filter((call) => isLogCall(doc, call, project)).flatMap((call) => literalText(argumentsOf(call).positional[0]) ?? []);
}

/** A statement too long for the lines of the file stands on several; where a formatter is set up, that is its work. */
function laidOut(doc: PythonDoc, { clause, body }: Handler, statement: string, { package: { python } }: ProjectView): string {
  const indent = indentAt(doc, body[0]!.start);
  if (python?.lint?.isFormatted || indent.length <= indentAt(doc, clause.start).length) return statement;
  const longest = Math.max(USUAL_LINE, Math.min(python?.lint?.lineLength ?? LONGEST_LINE, longestLine(doc)));
  const [, head, passed, flag] = /^([\w.()= ]+?\()((?:f?["']).*?)(, exc_info=True)?\)$/.exec(statement) ?? [];
  if (indent.length + statement.length <= longest || head === undefined || passed === undefined) return statement;
  const inner = `${indent}${indent.startsWith('\t') ? '\t' : '    '}`;
  const onOneLine = `${passed}${flag ?? ''}`;
  if (inner.length + onOneLine.length <= longest) return `${head}\n${inner}${onOneLine}\n${indent})`;
  const parts = [...passed.split(/(?<=["']), (?=[A-Za-z_][\w.()]*(?:=|$|, ))/), ...(flag ? ['exc_info=True'] : [])];
  return [head, ...parts.map((part) => `${inner}${part},`), `${indent})`].join('\n');
}

const longestLines = new WeakMap<PythonDoc, number>();

function longestLine(doc: PythonDoc): number {
  let known = longestLines.get(doc);
  if (known === undefined) longestLines.set(doc, (known = Math.max(...doc.text.split('\n').map(({ length }) => length))));
  return known;
}
