import { dottedText, enclosingFunction, isCall, isFunction, lastName, propertyOf, statementOf, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Response } from '../../../src/languages/javascript/responses.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Finding } from '../../../src/types.ts';
import { guardAt } from './guards.ts';
import { Leaks } from './leaks.ts';
import { sourcesAt } from './sources.ts';

interface Channel { readonly name: RegExp; readonly reason: string }

/** Ways to a client that carry no status: what their readers expect is not known. */
const CHANNELS: readonly Channel[] = [
  { name: /(^|\.)(io|socket|sock|client|ws|server|nsp|\w*Socket|to\(\w+\))\.emit$/i, reason: 'a socket event, whose readers may test the text' },
  { name: /(^|\.)(ws|socket|client|connection|conn|\w*Socket|\w*Ws)\.send$/i, reason: 'a websocket message, whose readers may test the text' },
  { name: /(^|\.)redirect$/, reason: 'the address of a redirect, whose page may show the text' },
  { name: /^(GraphQLError|ApolloError|TRPCError|McpError|ProtocolError)$/, reason: 'an error of a protocol of its own' },
];

/** Errors that reach a client by another way than an answer with a status of its own; reported, never changed. */
export function* otherChannels(doc: JavaScriptDoc, answers: readonly Response[], project: ProjectView): Generator<Finding> {
  const seen = new Set<Node>(answers.map(({ node }) => statementOf(doc.tree, node)));
  for (const node of doc.tree.all('CallExpression', 'NewExpression', 'ReturnStatement')) {
    const statement = statementOf(doc.tree, node);
    if (seen.has(statement) || answers.some((answer) => isWithin(node, answer.node))) continue;
    const leaks = leaksIn(doc, node, project);
    const reason = leaks && reasonFor(doc, node);
    if (!reason) continue;
    seen.add(statement);
    yield { span: { start: statement.start!, end: statement.end! }, message: 'The text of the error leaves the handler', reason };
  }
}

function leaksIn(doc: JavaScriptDoc, node: Node, project: ProjectView): Leaks | undefined {
  const values = node.type === 'CallExpression' || node.type === 'NewExpression' ? node.arguments : node.type === 'ReturnStatement' && node.argument ? [node.argument] : [];
  for (const source of sourcesAt(doc, node)) {
    const leaks = Leaks.from(doc, source, project);
    if (values.some((value) => leaks.isIn(value))) return guardAt(doc, node, source.node, leaks.isError, project) ? undefined : leaks;
  }
  return undefined;
}

function reasonFor(doc: JavaScriptDoc, node: Node): string | undefined {
  if (node.type === 'ReturnStatement') return resultReason(doc, node);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  if (isAcknowledgement(doc, node.callee)) return 'the acknowledgement of a socket event, whose readers may test the text';
  const name = dottedText(node.callee) ?? (node.callee.type === 'MemberExpression' ? textOf(doc, node.callee) : '');
  return CHANNELS.find((each) => each.name.test(name))?.reason;
}

/** `socket.on('join', (data, ack) => … ack({ error: err.message }))`. */
function isAcknowledgement(doc: JavaScriptDoc, callee: Node): boolean {
  const binding = doc.scopes.bindingOf(callee);
  if (binding?.kind !== 'parameter') return false;
  const call = doc.tree.parent(binding.by);
  return isCall(call) && lastName(call.callee) === 'on' && isFunction(binding.by) && binding.by.params.at(-1) === binding.node && binding.by.params.length > 1;
}

/** What a procedure of tRPC or a tool of MCP returns. */
function resultReason(doc: JavaScriptDoc, { argument }: NodeOf<'ReturnStatement'>): string | undefined {
  if (argument?.type !== 'ObjectExpression') return undefined;
  if (propertyOf(argument, 'isError') && propertyOf(argument, 'content')) return 'the result of a tool, which a model reads and may act on';
  const fn = enclosingFunction(doc.tree, argument);
  const call = fn && doc.tree.parent(fn);
  return isCall(call) && /^(mutation|query|subscription)$/.test(lastName(call.callee) ?? '') && /procedure/i.test(textOf(doc, call.callee)) ? 'what a procedure of tRPC returns, whose readers may test the text' : undefined;
}
