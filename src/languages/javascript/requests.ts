import { snakeCase } from '../secret-names.ts';
import { dottedText, isCall, lastName, propertyName } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { Node, NodeOf } from './tree.ts';

const REQUEST = /^(request|req|http_request|http_req|express_req|ctx\.request|c\.req|context\.request|handshake)$/;
/** Parts of a request that hold what the client sent to prove who it is. */
export const REQUEST_PARTS = /^(headers|raw_headers|cookies|signed_cookies|body|raw_body|form|session|handshake|json|text|form_data|blob|array_buffer|parse_body|raw)$/;
/** What runs at each request of a serverless platform gets it as `event`; its parts have names of their own. */
export const EVENT_PARTS = /^(headers|multi_value_headers|body|cookies|raw_headers)$/;
/** What a client of HTTP keeps of the request it sent. */
export const CLIENT_PARTS = /^(config|request)$/;
const SOCKET = /(^|_)(websocket|ws|socket|connection|conn)$/;
/** Names of what a client sends with an event. */
export const EVENT_PARAMETERS = /^(data|payload|message|msg|body)$/;
/** Names of such parts on their own. */
export const RAW_NAMES = /^((request|req|raw|auth|http|custom|default|api)_)?headers$|^(cookies|raw_body|request_body|req_body|form_data|body|body_str|body_text|raw_data|request_data|login_data)$/;

/** Whether an expression is a request, by its name. */
export function isRequest(object: Node): boolean {
  const text = dottedText(object);
  if (text === undefined) return false;
  const words = text.split('.').map(snakeCase);
  return REQUEST.test(words.at(-1)!) || REQUEST.test(words.slice(-2).join('.'));
}

/** Whether a request's headers or body are read from it. */
export function isWholeRequest(doc: JavaScriptDoc, { uses }: Binding): boolean {
  return uses.some((use) => {
    const member = doc.tree.parent(use);
    return (member?.type === 'MemberExpression' || member?.type === 'OptionalMemberExpression') && member.object === use && REQUEST_PARTS.test(snakeCase(propertyName(member) ?? ''));
  });
}

/** Whether a function is given what comes over a socket. */
export function isFromSocket(doc: JavaScriptDoc, fn: Node): boolean {
  const call = doc.tree.parent(fn);
  if (!isCall(call) || lastName(call.callee) !== 'on') return false;
  const object = (call.callee as NodeOf<'MemberExpression'>).object;
  return SOCKET.test(snakeCase(lastName(object) ?? ''));
}
