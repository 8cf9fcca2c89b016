import { placeName } from '../../../src/languages/javascript/describe.ts';
import { enclosingHandler, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { dottedText, isCall, isFunction, lastName, runsIn, statementOf, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { decoratorsOf, functionOf } from '../../../src/languages/javascript/queries.ts';
import { responsesOf, statusOf } from '../../../src/languages/javascript/responses.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Whoever asks for the health of a service is told what it is. */
const ASKS_FOR_HEALTH = /health|ready|readiness|alive|liveness|heartbeat|\bping\b|probe|metrics|^(get)?(server|system|service|db|database)?status$/i;
const ANSWERS_HEALTH = /['"](not[ _-]?ready|unhealthy|degraded|down)['"]|\b(ready|healthy|up):\s*false/i;
/** What an app gives its errors to. */
export const TAKES_THROWN = /@Catch\(|setErrorHandler\(|\.onError\(|\berr(or)?\w*\s*(:\s*\w+)?,\s*_?req\w*/;

/** A server error that a handler answers with, in words of its own. */
export interface ServerError {
  /** The call, or what is thrown or returned. */
  readonly node: Node;
  readonly statement: Node;
  readonly isThrown: boolean;
}

/** The answer of a handler that is a server error. */
export function serverErrorIn(doc: JavaScriptDoc, handler: Handler): ServerError | undefined {
  if (ASKS_FOR_HEALTH.test(placeName(doc, handler.node) ?? '')) return undefined;
  const isOwn = (node: Node) => isWithin(node, handler.block) && enclosingHandler(doc, node)?.node === handler.node;
  const answers = responsesOf(doc).filter(({ node, status, isStream }) => !isStream && isServerError(status) && isOwn(node)).map(({ node }) => node);
  const [node] = [...answers, ...emptyAnswers(doc, handler).filter(isOwn)].sort((a, b) => a.start! - b.start!);
  return node && !ANSWERS_HEALTH.test(textOf(doc, node)) ? { node, statement: statementOf(doc.tree, node), isThrown: doc.tree.parent(node)?.type === 'ThrowStatement' } : undefined;
}

/** `res.sendStatus(500)`, `res.status(502).end()`: an answer without words. */
function emptyAnswers(doc: JavaScriptDoc, { block }: Handler): Node[] {
  return [...(isCall(block) ? [block] : []), ...runsIn(doc.tree, block, 'CallExpression')].filter((call) => {
    const [first] = call.arguments;
    if (lastName(call.callee) === 'sendStatus') return first && isServerError(statusOf(doc, first).status);
    const inner = call.callee.type === 'MemberExpression' ? call.callee.object : undefined;
    const isEnd = isCall(inner) && /^(end|send|json)$/.test(lastName(call.callee) ?? '') && call.arguments.length === 0 && /^(status|code|writeHead)$/.test(lastName(inner.callee) ?? '');
    return isEnd && inner.arguments[0] && isServerError(statusOf(doc, inner.arguments[0]).status);
  });
}

/** Not implemented is no failure. */
function isServerError(status: unknown): boolean {
  return typeof status === 'number' && status >= 500 && status < 600 && status !== 501;
}

/** Whether an answer that is thrown is logged on its way out, by what the app gave its errors to. */
export function logsThrownAnswers(doc: JavaScriptDoc, project: ProjectView): boolean {
  const logs = (node: Node | undefined) => !!node && runsIn(doc.tree, node, 'CallExpression').some((call) => isLogCall(doc, call, project) || /^console\.(error|warn|log)$/.test(dottedText(call.callee) ?? ''));
  const filters = decoratorsOf(doc, /^Catch$/).flatMap((decorator) => {
    const owner = doc.tree.closest(decorator, 'ClassDeclaration', 'ClassExpression');
    return owner ? owner.body.body.filter((member) => member.type === 'ClassMethod' && isFunction(member)) : [];
  });
  const given = doc.tree.all('CallExpression').flatMap((call) => {
    const fn = functionOf(doc, call.arguments.at(-1));
    const name = lastName(call.callee) ?? '';
    return fn && (/^(setErrorHandler|onError)$/.test(name) || name === 'use' && fn.params.length === 4) ? [fn] : [];
  });
  return [...filters, ...given, ...errorMiddlewares(doc)].some(logs);
}

/** `(err, req, res, next) => …`, wherever the app takes it in. */
function errorMiddlewares(doc: JavaScriptDoc): Node[] {
  const named = (param: Node | undefined) => (param?.type === 'Identifier' ? param.name : '');
  return doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression')
    .filter(({ params }) => params.length === 4 && /^_?(err|error|e|ex|exception)$/.test(named(params[0])) && /^_?req/.test(named(params[1])));
}
