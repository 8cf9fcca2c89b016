import { handlerOf, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { dottedText, isCall, isFunction, isText, literalText, keyName, runsIn, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Words of a callee that reports what happened: `logInfo`, `errors.push`, `Sentry.captureException`, `trackEvent`. */
const REPORTS = new Set([
  'log', 'logs', 'logger', 'logging', 'logged', 'console', 'debug', 'warn', 'warning', 'warnings', 'error', 'errors', 'err', 'errs', 'exception', 'exceptions', 'report', 'reporter',
  'audit', 'sentry', 'bugsnag', 'rollbar', 'datadog', 'newrelic', 'notify', 'notifier', 'alert', 'alerts', 'toast', 'capture', 'track', 'tracker', 'metric', 'metrics', 'statsd', 'counter', 'inc',
  'incr', 'increment', 'telemetry', 'trace', 'fail', 'failed', 'failure', 'failures', 'print', 'stderr', 'stdout', 'abort', 'retry', 'fatal', 'reject', 'rejected',
]);
/** Callbacks in Node's style and of test runners: what they are given is the answer. */
const CALLBACK = /^(cb|callback|done|reject|fail)$/i;
const RESPONSE = /^(res|resp|response|reply|rep)\b/;
const RESPONDS = /^(status|sendStatus|json|send|end|redirect|render|code|type|writeHead|write|setHeader|header|set|cookie|clearCookie|sendFile|jsonp|destroy)$/;
const CONTEXT = /^(ctx|c|context)\b/;
const ANSWERS_IN_CONTEXT = /^(json|text|html|body|redirect|notFound|throw|status|newResponse)$/;
const MAKES_RESPONSE = /^(Next)?Response(\.(json|redirect|error|next|rewrite))?$/;
/** Functions of frameworks and of projects that answer a request: `notFound()`, `redirect('/login')`, `sendError(res)`, `jsonResponse(…)`. */
const ANSWERS = /^(notFound|redirect|permanentRedirect|unauthorized|forbidden|badRequest|internalServerError|sendStatus|(send|json|http|api|text|build|make|create)_?\w*(Response|Reply|Answer)|respond\w*|reply\w*)$/;
/** The failed side of a result: `E.left(…)`, `Result.fail(…)`. */
const FAILED_RESULT = /^(E|TE|Either|TaskEither)\.left(Wide)?$|^(Result|R)\.(fail|err)$|^Err$/;
const SAYS_FAILURE = /\b(errors?|fail(s|ed|ure|ing)?|invalid|unavailable|unreachable|unhealthy|denied|forbidden|unauthorized|not (found|available|installed|configured)|(could|can|did|does) ?n[o']t|cannot|unable|degraded|expired|offline|disconnected|timed out|timeout|went wrong|problem)\b/i;
const NAMES_FAILURE = /\b(errors?|err|fail(s|ed|ure)?|invalid|not found|unavailable|unreachable|unhealthy|degraded)( (message|msg|text|code|details?|reason))?$/i;
const SOCKET = /^_?(ws|web_?socket|socket|sock|conn(ection)?|client|peer)$/i;

/** How a handler lets somebody know: `reports` is nothing to change, `tells` is what somebody gets instead of a log line. */
export function voiceOf(doc: JavaScriptDoc, handler: Handler, project: ProjectView): { readonly reports: true } | { readonly tells: string } | undefined {
  if (reports(doc, handler, project)) return { reports: true };
  const own = (nodes: readonly Node[]) => nodes.filter((node) => belongsTo(doc, node, handler));
  const calls = callsIn(doc, handler);
  const exit = calls.find((call) => isCall(call) && /^process\.(exit|abort|kill|reallyExit)$/.test(doc.scopes.qualifiedName(call.callee) ?? ''));
  if (exit) return { tells: `the process ends here, and might do so before the line is written: \`${shorten(textOf(doc, exit))}\`` };
  for (const call of calls) {
    const answer = answerOf(call);
    if (answer) return { tells: `${answer}: \`${shorten(textOf(doc, call))}\`` };
  }
  const answers = own(doc.tree.inside(handler.node, 'ReturnStatement', 'ExpressionStatement', 'YieldExpression'));
  for (const statement of [...answers, ...(handler.block.type === 'BlockStatement' ? [] : [handler.block])]) {
    if (setsStatus(statement)) return { tells: `the client gets an answer: \`${shorten(textOf(doc, statement))}\`` };
    if (saysFailure(doc, statement)) return { tells: `the caller is told: \`${shorten(textOf(doc, statement))}\`` };
  }
  return undefined;
}

/** Whether a handler throws, or calls what writes or reports something; `answer` is what it answers with, which does not count. */
export function reports(doc: JavaScriptDoc, handler: Handler, project: ProjectView, answer?: Node): boolean {
  const isElse = (node: Node) => node !== answer && doc.tree.parent(answer ?? node) !== node;
  if (doc.tree.inside(handler.node, 'ThrowStatement').some((node) => belongsTo(doc, node, handler) && isElse(node))) return true;
  return callsIn(doc, handler).some((call) => isCall(call) && isElse(call) && (isLogCall(doc, call, project) || isReport(call)));
}

function callsIn(doc: JavaScriptDoc, handler: Handler): Node[] {
  return [...(isCall(handler.block) ? [handler.block] : []), ...doc.tree.inside(handler.block, 'CallExpression', 'OptionalCallExpression', 'NewExpression')].filter((node) => belongsTo(doc, node, handler));
}

/** Whether a node runs when this handler does, now or later, rather than when another one inside it does. */
function belongsTo(doc: JavaScriptDoc, node: Node, handler: Handler): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor === handler.node) return true;
    if (ancestor.type === 'CatchClause' || isFunction(ancestor) && handlerOf(doc, ancestor)) return false;
  }
  return false;
}

function isReport(call: Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>): boolean {
  const names = namesIn(call.callee);
  // `promise.catch(…)` inside a handler is another handler, not a report; `socket.emit('error', …)` names its event.
  return names.flatMap(wordsOf).some((word) => REPORTS.has(word)) || names.at(-1) === 'emit' && SAYS_FAILURE.test(stringValue(call.arguments[0]) ?? '');
}

/** What answers a request or a caller. */
function answerOf(node: Node): string | undefined {
  if (node.type === 'NewExpression') return MAKES_RESPONSE.test(namesIn(node.callee).join('.')) ? 'the client gets an answer' : undefined;
  if (!isCall(node)) return undefined;
  const names = namesIn(node.callee);
  const [first, last, before] = [names[0] ?? '', names.at(-1) ?? '', names.at(-2) ?? ''];
  if (names.length === 1 && CALLBACK.test(last)) return 'the caller is told';
  if (names.slice(0, -1).some((name) => RESPONSE.test(name)) && RESPONDS.test(last) || CONTEXT.test(first) && ANSWERS_IN_CONTEXT.test(last)) return 'the client gets an answer';
  if (FAILED_RESULT.test(names.join('.'))) return 'the caller is told';
  if (MAKES_RESPONSE.test(names.join('.')) || ANSWERS.test(last)) return 'the client gets an answer';
  if (names.length === 1 && last === 'next' && node.arguments.length > 0) return 'the next handler is told';
  return /^(close|terminate|disconnect)$/.test(last) && SOCKET.test(before) && node.arguments.length > 0 ? 'the connection is closed' : undefined;
}

/** The names a callee is made of, its arguments left out. */
function namesIn(node: Node | null | undefined): string[] {
  switch (node?.type) {
    case 'Identifier': return [node.name];
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = node.property.type === 'PrivateName' ? node.property.id.name : !node.computed && node.property.type === 'Identifier' ? node.property.name : literalText(node.property);
      return [...namesIn(node.object), ...(name === undefined ? [] : [name])];
    }
    case 'CallExpression': case 'OptionalCallExpression': case 'NewExpression': return namesIn(node.callee);
    case 'AwaitExpression': return namesIn(node.argument);
    case undefined: return [];
    default: return unwrapped(node!) === node ? [] : namesIn(unwrapped(node!));
  }
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/);
}

/** `ctx.status = 500`, `res.statusCode = 503`, `ctx.body = …`. */
function setsStatus(statement: Node): boolean {
  const expression = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  return expression?.type === 'AssignmentExpression' && /^(ctx|context|set|res|response|reply)\.(response\.)?(status|statusCode|body)$/.test(dottedText(expression.left) ?? '');
}

/** A text, key or name that says it went wrong: `'could not load'`, `{ error: … }`, `Status.FAILED`; not a reset such as `error = null`. */
function saysFailure(doc: JavaScriptDoc, statement: Node): boolean {
  const expression = statement.type === 'ExpressionStatement' ? statement.expression : statement.type === 'ReturnStatement' || statement.type === 'YieldExpression' ? statement.argument : statement;
  if (!expression || expression.type === 'UpdateExpression') return false;
  if (expression.type === 'AssignmentExpression' && (expression.operator !== '=' || isEmpty(expression.right))) return false;
  const texts = [...(isText(statement) ? [statement] : []), ...runsIn(doc.tree, statement, 'StringLiteral', 'TemplateLiteral')].filter((node) => doc.tree.parent(node)?.type !== 'MemberExpression');
  if (texts.some((node) => isKey(doc, node) ? namesFailure(doc, node, (node as { value?: string }).value ?? '') : SAYS_FAILURE.test((literalText(node) ?? '').replace(/[_-]/g, ' ')))) return true;
  return runsIn(doc.tree, statement, 'Identifier').some((node) => namesFailure(doc, node, node.name));
}

function isKey(doc: JavaScriptDoc, node: Node): boolean {
  const parent = doc.tree.parent(node);
  return parent?.type === 'ObjectProperty' && parent.key === node;
}

function namesFailure(doc: JavaScriptDoc, node: Node, name: string): boolean {
  const parent = doc.tree.parent(node);
  const isReset = parent?.type === 'ObjectProperty' && parent.key === node && keyName(parent) === name && isEmpty(parent.value);
  return !isReset && NAMES_FAILURE.test(wordsOf(name).join(' '));
}

function isEmpty(value: Node): boolean {
  return ['NullLiteral', 'NumericLiteral', 'BooleanLiteral'].includes(value.type) || stringValue(value) === '' ||
    value.type === 'Identifier' && value.name === 'undefined' || value.type === 'ArrayExpression' && value.elements.length === 0 || value.type === 'ObjectExpression' && value.properties.length === 0;
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
