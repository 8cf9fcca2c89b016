import { dottedText, functionName, isFunction, keyName, lastName, statementOf, stringValue, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Response } from '../../../src/languages/javascript/responses.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
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
  { name: /^(GraphQLError|ApolloError|TRPCError|McpError|ProtocolError)$/, reason: 'an error of a protocol of its own' },
];

/** Errors that reach a client by another way than an answer with a status of its own; reported, never changed. */
export function* otherChannels(doc: JavaScriptDoc, answers: readonly Response[], project: ProjectView): Generator<Finding> {
  const seen = new Set<Node>(answers.map(({ node }) => statementOf(doc.tree, node)));
  for (const node of doc.tree.all('CallExpression', 'NewExpression', 'ReturnStatement')) {
    const statement = statementOf(doc.tree, node);
    if (seen.has(statement) || answers.some((answer) => isWithin(node, answer.node))) continue;
    const leaks = leaksIn(doc, node, project);
    const reason = leaks && reasonFor(doc, node, answers);
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

function reasonFor(doc: JavaScriptDoc, node: Node, answers: readonly Response[]): string | undefined {
  if (node.type === 'ReturnStatement') return reachOf(doc, node, answers);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const name = dottedText(node.callee) ?? (node.callee.type === 'MemberExpression' ? textOf(doc, node.callee) : '');
  return CHANNELS.find((each) => each.name.test(name))?.reason;
}

/** `return { success: false, error: err.message }` of a function whose result another one of the file answers with. */
function reachOf(doc: JavaScriptDoc, node: Node, answers: readonly Response[]): string | undefined {
  const value = node.type === 'ReturnStatement' ? node.argument : undefined;
  const fn = [...doc.tree.ancestors(node)].find(isFunction);
  const name = fn && functionName(doc.tree, fn);
  if (value?.type !== 'ObjectExpression' || !fn || name === undefined) return undefined;
  const key = value.properties.map((each) => (each.type === 'ObjectProperty' && stringValue(each.value) === undefined ? keyName(each) : undefined)).find((each) => each && /^(error|message|err|details?|reason)$/i.test(each));
  if (key === undefined) return undefined;
  const calls = doc.tree.all('CallExpression').filter((call) => lastName(call.callee) === name && !isWithin(call, fn));
  const reached = calls.some((call) => {
    const declarator = doc.tree.closest(call, 'VariableDeclarator');
    const binding = declarator?.id.type === 'Identifier' ? doc.scopes.bindingOf(declarator.id) : undefined;
    return answers.some(({ payloads }) => payloads.some((payload) => isWithin(call, payload) || binding?.uses.some((use) => isWithin(use, payload))));
  });
  return reached ? `\`${name}\` is a helper whose result is answered with further on: its other callers may need the text` : undefined;
}
