import { isCall, lastName, quote, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Response } from '../../../src/languages/javascript/responses.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Source } from './sources.ts';

const PHRASES: { readonly [status: number]: string } = { 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };

/** What Fastify makes of `reply.send(error)`, with a text of our own: its clients know these fields. */
export function ownAnswerOfFastify(doc: JavaScriptDoc, { node, payloads, status, statusNode }: Response, source: Source, text: string, project: ProjectView): string | undefined {
  const isSent = isCall(node) && lastName(node.callee) === 'send' && /^_?(reply|rep)$/.test(rootName(node)) && project.package.javascript?.dependencies.includes('fastify');
  const isWhole = payloads.some((payload) => source.error !== undefined && doc.scopes.bindingOf(unwrapped(payload)) === source.error);
  if (!isSent || !isWhole) return undefined;
  const code = statusNode === undefined ? String(status) : textOf(doc, statusNode);
  const phrase = quote(doc, (typeof status === 'number' && PHRASES[status]) || 'Internal Server Error');
  return `{ ${code === 'statusCode' ? code : `statusCode: ${code}`}, error: ${phrase}, message: ${quote(doc, text)} }`;
}

/** What a chain of calls begins with: `reply` of `reply.code(500).send`. */
function rootName(node: Node): string {
  let root: Node = node;
  while (isCall(root) || root.type === 'MemberExpression' || root.type === 'OptionalMemberExpression') root = isCall(root) ? root.callee : root.object;
  return root.type === 'Identifier' ? root.name : '';
}
