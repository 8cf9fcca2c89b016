import { snakeCase } from '../secret-names.ts';
import { lastName } from './nodes.ts';
import type { PyNode } from './tree.ts';

/** Names of a request. */
export const REQUEST = /^(request|req|http_request|flask_request|info_request)$/;
/** Parts of a request that hold what the client sent to prove who it is. */
export const REQUEST_PARTS = /^(headers|cookies|body|form|json|data|values|post|meta|stream|get_json|get_data|authorization|auth|session|raw_body|scope|environ)$/;
/** What a client sends over a socket, as `websocket.receive_text()` or the second argument of a socket.io event. */
export const SOCKET = /(^|_)(websocket|ws|socket|connection|conn)$/;
/** Methods that give what came over it. */
export const RECEIVES = /^(receive(_text|_json|_bytes)?|recv|iter_(text|json|bytes))$/;
/** Names of what a client sends with an event. */
export const EVENT_PARAMETERS = /^(data|payload|message|msg|body)$/;
/** Names of such parts on their own. */
export const RAW_NAMES = /^((request|req|raw|auth|http|custom|default|api)_)?headers$|^(cookies|environ|raw_body|request_body|req_body|form_data|body|body_str|body_bytes|body_text|raw_data|request_data|login_data|auth_data_raw)$/;

/** Whether an expression is a request, by its name. */
export function isRequest(object: PyNode): boolean {
  return REQUEST.test(snakeCase(lastName(object) ?? ''));
}
