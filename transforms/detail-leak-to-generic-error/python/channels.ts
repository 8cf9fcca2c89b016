import { enclosingFunction, lastName, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Finding } from '../../../src/types.ts';
import { isBadExample, isDebugOnly, typesAt } from './guards.ts';
import { Leaks } from './leaks.ts';
import { sourcesAt } from './sources.ts';
import { isRoute } from './routes.ts';
import { tierOf } from './tiers.ts';

interface Channel { readonly name: RegExp; readonly reason: string; readonly fine?: boolean }

/** Ways to a client that carry no status: what their readers expect is not known. */
const CHANNELS: readonly Channel[] = [
  { name: /(^|\.)(flash|messages\.(error|warning|info|add_message))$/, reason: 'a notice on a page, not an answer with a status: reword it by hand' },
  { name: /(^|\.)(render|render_template|TemplateResponse|template_response)$/, reason: 'a page for people: reword it by hand' },
  { name: /(^|\.)(send_json|send_text|send_str)$|^\w*(ws|websocket|socket|consumer)\w*\.send$/i, reason: 'a websocket message, whose readers may test the text' },
  { name: /(^|\.)wfile\.write$|^self\.send_error$/, reason: 'an answer of `http.server`, written piece by piece: reword it by hand' },
  { name: /(^|\.)(redirect|RedirectResponse|HttpResponseRedirect|HTTPFound|HTTPSeeOther|HTTPTemporaryRedirect)$/, reason: 'it goes into the address of a redirect, which stays in histories and logs: send a code there instead' },
  { name: /(^|\.)(sio|socketio|socket)\.emit$|^flask_socketio\.(emit|send)$/, reason: 'a socket event, whose readers may test the text' },
  { name: /(^|\.)(GraphQLError|McpError|ErrorData|TextContent)$/, reason: 'an error of a protocol of its own' },
  { name: /(^|\.)\w*(safe|generic|sanitiz|masked)\w*_?(error|exception|message)\w*$|(^|\.)(sanitize|safe)_\w*error\w*$/i, reason: 'goes through the project\'s own helper for safe errors', fine: true },
];

/** Exceptions that reach a client by another way than a response with a status; reported, never changed. */
export function* otherChannels(doc: PythonDoc, responses: readonly PyNode[]): Generator<Finding> {
  const seen = new Set<PyNode>(responses);
  for (const node of doc.root.descendants('call', 'yield', 'return_statement')) {
    const reason = reasonFor(doc, node);
    const statement = statementOf(node);
    if (!reason || seen.has(statement) || !isBroadLeak(doc, node)) continue;
    seen.add(statement);
    yield { span: { start: statement.start, end: statement.end }, message: 'The text of the exception leaves the handler', reason };
  }
}

function reasonFor(doc: PythonDoc, node: PyNode): string | undefined {
  if (node.kind === 'yield') return 'streamed to the client, whose reader may test the text';
  const fn = enclosingFunction(node);
  if (node.kind === 'call') {
    const name = doc.scopes.qualifiedName(node.field('function')) ?? node.field('function')!.text;
    return CHANNELS.find((channel) => channel.name.test(name))?.reason;
  }
  const value = node.named[0];
  if (fn && resultOfProtocol(fn)) return resultOfProtocol(fn);
  if (!value || !fn || !isRoute(doc, fn) || ['dictionary', 'expression_list', 'tuple'].includes(value.kind)) return undefined;
  if (value.kind === 'call') return /^[A-Z]/.test(lastName(value.field('function')) ?? '') ? 'a typed answer without a status: whether its field may be empty is not known' : undefined;
  return 'returned by a route as it is, without a status';
}

/** Functions whose results are read by something else than a client of a route: a model, the caller of a socket event. */
const PROTOCOLS: readonly Channel[] = [
  { name: /^@[\w.]*(mcp|server|app|tools?|registry)\.(tool|call_tool|resource|prompt)\b|^@tool\b/i, reason: 'the result of a tool, which a model reads: whether it needs the text is not known' },
  { name: /^@[\w.]*(sio|socketio|socket|namespace)\.(on|event)\b/i, reason: 'the acknowledgement of a socket event, whose readers may test the text' },
];

export function resultOfProtocol(fn: PyNode): string | undefined {
  const decorators = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator') : [];
  return PROTOCOLS.find(({ name }) => decorators.some(({ text }) => name.test(text)))?.reason;
}

function isBroadLeak(doc: PythonDoc, node: PyNode): boolean {
  for (const source of sourcesAt(doc, node)) {
    if (source.callers || !Leaks.from(doc, source).isIn(node)) continue;
    return 'safety' in tierOf(doc, typesAt(node, source), 'none') && !isDebugOnly(doc, node, source) && !isBadExample(doc, node);
  }
  return false;
}
