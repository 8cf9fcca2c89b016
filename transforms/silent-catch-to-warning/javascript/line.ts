import { placeName } from '../../../src/languages/javascript/describe.ts';
import type { Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { logLine, type Level } from '../../../src/languages/javascript/log-line.ts';
import type { Logger } from '../../../src/languages/javascript/logger-kind.ts';
import { dottedText, enclosingClass, enclosingFunction, isCall, isText, literalText, quote, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { mayCarryLogin } from './emitters.ts';
import { idsWritten, type Field } from './fields.ts';
import { guardIn, neverThrows } from './callees.ts';
import { effectOf, recordId } from './effect.ts';
import { mountedRoute } from './mounts.ts';
import { textAmongTwins } from './twins.ts';

const LONGEST = 90;
const TAG = /^(\[[A-Za-z][\w.:/-]*( [A-Z]\w*)*\](: |:? )|[A-Z][a-z]+([A-Z]\w*)+: )/;
/** A tag that says what happened, which is not what happened here. */
const NAMES_EVENT = /\b(err|error|fail(ed|ure)?|warn(ing)?|ok|done|success|start(ed|up)?)\b/i;

/** The log call for a failure, written the way the file writes its own; undefined where the logger cannot take the error. */
export function lineFor(doc: JavaScriptDoc, handler: Handler, logger: Logger, level: Level, error: string, project: ProjectView): string | undefined {
  const tag = tagOf(doc, handler.node, project);
  const said = textAmongTwins(doc, handler, { neverThrows: (call) => neverThrows(doc, call, project), guardIn: (call) => guardIn(doc, call, project) });
  const owner = enclosingClass(doc.tree, handler.node)?.id?.name;
  const place = placeName(doc, handler.node);
  const isPlaceSaid = place !== undefined && (tag.includes(place) || tag !== '' && place.includes(`/${tag.replace(/^\[|\].*$/g, '')}`));
  const isOwnerSaid = owner !== undefined && tag.includes(owner);
  const text = isPlaceSaid ? said.replace(`${place}: `, '') : isOwnerSaid ? said.replace(`${owner}.`, '') : mountedRoute(doc.path, said, project);
  const effect = effectOf(doc, handler);
  const message = `${tag}${text}${text.length + effect.length <= LONGEST ? effect : ''}`;
  const given = sanitised(doc, handler.node, error, project);
  // What a function hides of an error must not be asked for piece by piece.
  if (given !== error && !takesAsItIs(logger)) return undefined;
  const calls = logCallsIn(doc, doc.tree.program, project);
  const tenant = sharedValue(doc, handler.node, calls);
  const quoted = (said: string) => (tenant === undefined ? quote(doc, said) : `\`[\${${tenant}}] ${said.replaceAll('`', '')}\``);
  if (mayCarryLogin(doc, handler)) {
    const line = logLine(doc, logger, level, { message: `\`${message.replaceAll('`', '')}: \${${error} instanceof Error ? ${error}.message : String(${error})}\`` });
    if (line !== undefined) return line;
  }
  const looped = recordId(doc, handler);
  const written = level === 'warn' || level === 'error' ? idsWritten(doc, handler, calls).filter(({ value }) => value !== looped && value !== tenant) : [];
  const fields = [...(looped === undefined ? [] : [{ key: looped, value: looped }]), ...written];
  const write = (text: string, details?: string) => logLine(doc, logger, level, { message: text, error: given, ...(details !== undefined && { details }) });
  if (fields.length === 0) return write(quoted(message));
  const details = fields.map(({ key, value }) => (key === value ? key : `${key}: ${value}`)).join(', ');
  const beside = takesFields(logger) || givesFields(logger, calls) ? write(quoted(message), details) : undefined;
  return beside ?? write(withId(message, fields[0]!, tenant)) ?? write(quoted(message));
}

/** Whether a logger is given what was thrown, rather than its stack. */
function takesAsItIs({ shape: { form, takes } }: Logger): boolean {
  return /^(object-first|variadic|message-first)$/.test(form) && takes === undefined;
}

/** Whether values stand beside the error as they are. */
function takesFields({ shape: { form, functions, parameters, takes } }: Logger): boolean {
  return functions !== undefined || parameters !== undefined || form === 'object-first' || form === 'variadic' || Object.values(takes ?? {}).some((each) => each === 'record' || each === 'plain');
}

/** Whether the file's own lines put values into an object, for a logger that takes one in the error's place. */
function givesFields({ shape: { form, takes } }: Logger, calls: readonly AnyCall[]): boolean {
  return form === 'message-first' && takes === undefined && calls.some((call) => call.arguments[1]?.type === 'ObjectExpression' && call.arguments[1].properties.length > 0);
}

/** `tenantId`, where nearly all of the file's lines start with `[${tenantId}]`. */
function sharedValue(doc: JavaScriptDoc, at: Node, calls: readonly AnyCall[]): string | undefined {
  const texts = calls.flatMap((call) => call.arguments.find((argument) => isText(argument)) ?? []);
  const values = texts.flatMap((text) => {
    const [value] = text.type === 'TemplateLiteral' && text.quasis[0]?.value.raw === '[' && text.quasis[1]!.value.raw.startsWith(']') ? text.expressions : [];
    return value?.type === 'Identifier' ? [value.name] : [];
  });
  const [name] = values;
  const isShared = name !== undefined && texts.length > 2 && values.filter((each) => each === name).length * 5 >= texts.length * 4;
  const binding = isShared ? doc.scopes.lookup(name, at) : undefined;
  return binding && binding.node.start! < at.start! && /^(const|parameter)$/.test(binding.kind) ? name : undefined;
}

/** The id in the text, for loggers that take the error beside it and nothing else. */
function withId(text: string, { key, value }: Field, tenant: string | undefined): string {
  return `\`${tenant === undefined ? '' : `[\${${tenant}}] `}${text.replaceAll('`', '').replace(/ failed\b/, ` failed for ${key} \${${value}}`)}\``;
}

/** The `[VirusScanner] ` that the lines around start with: all of the function's, or most of the class's or the file's. */
function tagOf(doc: JavaScriptDoc, at: Node, project: ProjectView): string {
  for (let fn = enclosingFunction(doc.tree, at); fn; fn = enclosingFunction(doc.tree, fn)) {
    const own = textsIn(doc, fn, project);
    if (own.length > 0) return sharedTag(own, own.length) ?? '';
  }
  const areas = [enclosingClass(doc.tree, at), doc.tree.program].flatMap((area) => (area ? [textsIn(doc, area, project)] : []));
  return areas.filter((texts) => texts.length > 1).map((texts) => sharedTag(texts, Math.ceil(texts.length * 0.8))).find((tag) => tag !== undefined) ?? '';
}

/** The tag that at least so many of the texts start with. */
function sharedTag(texts: readonly string[], least: number): string | undefined {
  const tag = TAG.exec(texts[0]!)?.[0] ?? TAG.exec(texts.at(-1)!)?.[0];
  return tag && !NAMES_EVENT.test(tag) && texts.filter((text) => text.startsWith(tag)).length >= least ? tag : undefined;
}

function textsIn(doc: JavaScriptDoc, area: Node, project: ProjectView): string[] {
  return logCallsIn(doc, area, project).flatMap((call) => literalText(call.arguments.find((argument) => isText(argument))) ?? []);
}

function logCallsIn(doc: JavaScriptDoc, area: Node, project: ProjectView) {
  return doc.tree.inside(area, 'CallExpression', 'OptionalCallExpression').filter((call) => isLogCall(doc, call, project) || /^console\.\w+$/.test(dottedText(call.callee) ?? ''));
}

/** `sanitizeError(err)`, where the file's own log lines give each error to such a function before. */
function sanitised(doc: JavaScriptDoc, at: Node, error: string, project: ProjectView): string {
  const given = logCallsIn(doc, doc.tree.program, project).flatMap((call) => call.arguments.flatMap((argument) => [argument, ...doc.tree.inside(argument, 'CallExpression')]))
    .filter((call) => isCall(call)).flatMap((call) => (call.callee.type === 'Identifier' && /^(saniti[sz]e|redact|scrub|safe)\w*(Err|Error|Exception)$/.test(call.callee.name) && call.arguments.length === 1 ? [call.callee.name] : []));
  const [name] = new Set(given);
  return name !== undefined && doc.scopes.lookup(name, at) ? `${name}(${error})` : error;
}
