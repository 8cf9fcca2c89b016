import { contentOf, enclosingHandler, literalText, runsIn } from '../../../src/languages/python/nodes.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Words of a callee that reports what happened: `self.log_event`, `errors.append`, `sentry_sdk.capture_exception`, `sys.exit`. */
const REPORTS = new Set([
  'log', 'logs', 'logger', 'logging', 'logged', 'warn', 'warning', 'warnings', 'error', 'errors', 'err', 'errs', 'exception', 'exceptions', 'report', 'reporter',
  'audit', 'sentry', 'notify', 'notifier', 'alert', 'alerts', 'capture', 'metric', 'metrics', 'statsd', 'counter', 'inc', 'incr', 'increment', 'telemetry',
  'fail', 'failed', 'failure', 'failures', 'flash', 'print', 'pprint', 'echo', 'secho', 'console', 'stderr', 'stdout', 'traceback', 'exit', 'abort', 'retry',
]);
const SAYS_FAILURE = /\b(errors?|fail(s|ed|ure|ing)?|invalid|unavailable|unreachable|unhealthy|denied|forbidden|unauthorized|not (found|available|installed|configured)|(could|can|did|does) ?n[o']t|cannot|unable|degraded|expired|offline|disconnected|timed out|timeout|went wrong|problem)\b/i;
const NAMES_FAILURE = /\b(errors?|fail(s|ed|ure)?|invalid|unavailable|unreachable|unhealthy|degraded)( (message|msg|text|code|details?|reason))?$/i;
const ERROR_STATUS = /\bstatus(_code)?\s*=\s*[45]\d\d\b|,\s*[45]\d\d\s*\)?$|HTTP_[45]\d\d|HTTPStatus\.(BAD|UNAUTH|FORBID|NOT_|INTERNAL|SERVICE|CONFLICT|TOO_|GATEWAY|UNPROC)|HttpResponse(BadRequest|NotFound|Forbidden|ServerError|NotAllowed|Gone)/;
const SOCKET = /^_?(ws|web_?socket|socket|sock|conn(ection)?)$/i;
const ANSWERS = ['return_statement', 'expression_statement', 'assignment', 'yield'];

/** How a handler lets somebody know: `reports` is nothing to change, `tells` is the text of what the caller gets instead. */
export function voiceOf(doc: PythonDoc, handler: Handler, project: ProjectView): { readonly reports: true } | { readonly tells: string } | undefined {
  const own = runsIn(handler.block, 'raise_statement', 'call', ...ANSWERS).filter((node) => enclosingHandler(node) === handler.clause);
  if (own.some((node) => node.kind === 'raise_statement') || reports(doc, handler, project)) return { reports: true };
  const calls = own.filter(({ kind }) => kind === 'call');
  const closing = calls.find((call) => closesSocket(call));
  if (closing) return { tells: `it closes the connection with \`${shorten(closing.text)}\`` };
  for (const statement of own.filter(({ kind }) => ANSWERS.includes(kind))) {
    if (ERROR_STATUS.test(statement.text) || saysFailure(statement)) return { tells: `the caller is told: \`${shorten(statement.text)}\`` };
  }
  return undefined;
}

/** Whether something the handler calls writes or sends what happened; its answer may be called an error and is none of these. */
export function reports(doc: PythonDoc, { block, clause }: Handler, project: ProjectView, answer?: PyNode): boolean {
  return runsIn(block, 'call').some((call) => enclosingHandler(call) === clause && !(answer && call.isWithin(answer)) && (isLogCall(doc, call, project) || isReport(doc, call)));
}

function isReport(doc: PythonDoc, call: PyNode): boolean {
  const callee = call.field('function');
  const qualified = doc.scopes.qualifiedName(callee) ?? '';
  if (qualified === 'builtins.print') return (call.field('arguments')?.named.length ?? 0) > 0;
  if (/^(traceback|warnings|sentry_sdk)\.|^sys\.(exit|exc_info|exception|stderr|stdout)|^os\.(_exit|abort)/.test(qualified)) return true;
  return namesIn(callee).flatMap(wordsOf).some((word) => REPORTS.has(word));
}

/** The names a callee is made of, its arguments left out. */
function namesIn(node: PyNode | undefined): string[] {
  if (node?.kind === 'identifier') return [node.text];
  if (node?.kind === 'attribute') return [...namesIn(node.field('object')), node.field('attribute')!.text];
  if (node?.kind === 'call') return namesIn(node.field('function'));
  if (node?.kind === 'subscript') return [...namesIn(node.field('value')), ...node.named.slice(1).map((key) => literalText(key) ?? '')];
  if (node?.kind === 'await' || node?.kind === 'parenthesized_expression') return namesIn(node.named[0]);
  return [];
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/);
}

function closesSocket(call: PyNode): boolean {
  const names = namesIn(call.field('function'));
  return names.at(-1) === 'close' && SOCKET.test(names.at(-2) ?? '') && (call.field('arguments')?.named.length ?? 0) > 0;
}

/** A text, key or name that says it went wrong: `"could not load"`, `result["error"] = …`, `Status.FAILED`; not a reset such as `error = None`. */
function saysFailure(statement: PyNode): boolean {
  if (statement.kind === 'expression_statement' && statement.named[0]?.kind === 'string') return false;
  if (statement.kind === 'expression_statement' && statement.named[0]?.kind === 'augmented_assignment') return false;
  const assignment = statement.kind === 'assignment' ? statement : statement.named.find(({ kind }) => kind === 'assignment');
  if (assignment && isEmpty(assignment.field('right'))) return false;
  return [...runsIn(statement, 'string', 'identifier')].some((node) => {
    if (isEmptyPair(node) || isCodecOption(node)) return false;
    return node.kind === 'string' && node.parent?.kind !== 'subscript'
      ? SAYS_FAILURE.test((literalText(node) ?? '').replaceAll('_', ' '))
      : NAMES_FAILURE.test(wordsOf(node.kind === 'string' ? contentOf(node) : node.text).join(' '));
  });
}

function isEmpty(value: PyNode | undefined): boolean {
  return !!value && /^(None|False|-?\d+|''|""|\[\]|\{\}|set\(\)|dict\(\)|list\(\))$/.test(value.text);
}

/** The key of `"error": None`. */
function isEmptyPair(node: PyNode): boolean {
  return node.parent?.kind === 'pair' && node.parent.field('key') === node && isEmpty(node.parent.field('value'));
}

/** `errors` of `data.decode(errors="replace")`. */
function isCodecOption(node: PyNode): boolean {
  return node.text === 'errors' && node.parent?.kind === 'keyword_argument';
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
