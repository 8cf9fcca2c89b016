import { tellingCalls } from '../../../src/languages/python/describe.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import { contentOf, enclosingFunction, enclosingHandler, enclosingLoop, FUNCTIONS, indentAt, lastName, lineOf, lineStart } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** A comment in the handler that says the failure does not matter, or is foreseen. */
const INTENT = /\b(best[- ]?effort|ignor(e|es|ed|ing)|optional(ly)?|non[- ]?(critical|fatal|blocking|essential)|not (critical|fatal|essential|important|available|installed|supported|a problem|an error)|(never|do ?n[o']t|do not|should ?n[o']t|must ?n[o']t|must not|should not|must never|won'?t) (\w+ )?(block|fail|break|crash|raise|die|stop|abort|let|care|interrupt|prevent|propagate|affect|kill)|fall(s|ing)?[- ]?(back|through)|fail(s|ing)?[- ]?(silent|soft)\w*|silent(ly)?|swallow\w*|suppress\w*|harmless|safe to|ok(ay)? (to|if)|fine (to|if)|expected|skip\w*|already|nice[- ]to[- ]have|may (not|fail|be)|might (not|fail|be)|matters?|tolerat\w+|no[- ]?op|continue|if .* fails|(use|using|keep|return) (the )?(defaults?|env|existing|original|raw)|graceful\w*)\b/i;
/** The same said above the `try`, where a comment is rather about what the code does. */
const STRONG_INTENT = /\b(best[- ]?effort|non[- ]?(critical|fatal|blocking|essential)|ignor(e|ing) (any )?(errors?|failures?|exceptions?)|(never|do ?n[o']t|do not|must ?n[o']t|must not|should not|must never) (\w+ )?(block|fail|break|crash|raise))\b/i;
/** `# Log the error but do not fail`: what was meant all along. */
const ASKS_FOR_LOG = /\b(log|warn|report)( \w+)? (it|error|errors|exception|failure|warning|and|but)\b/i;
const CLEAN_UP = /^_?(close|aclose|close_all|rollback|unlink|remove|rmtree|rmdir|cancel|cancelled|disconnect|shutdown|terminate|kill|stop|release|quit|cleanup\w*|clean_up\w*|dispose|unsubscribe|unregister|detach|deregister|destroy|teardown|tear_down|wait_closed|expunge\w*|flush|task_done|unlock|delete_file|reset|remove_job|removeHandler)$/;
/** Methods of Prometheus metrics. */
const COUNTS = /(^|\.)(labels\(\)\.\w+|inc|dec|observe)$/;
const EXPECTED_TYPES = /(^|\.)(CancelledError|WebSocketDisconnect|KeyboardInterrupt|SystemExit|StopIteration|StopAsyncIteration|GeneratorExit|Empty|QueueEmpty|Full|QueueFull|TimeoutError|ImportError|ModuleNotFoundError|NoResultFound|DoesNotExist|ObjectDoesNotExist)$/;
const SCHEMA = /^\W*(ALTER\s+(TABLE|TYPE)|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|EXTENSION|TYPE)\s+(?!IF\b)|DROP\s+(TABLE|COLUMN|INDEX)\s+(?!IF\b))/i;
const SQL = /^\W*(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP)\s/i;
/** Checks of something the client sends: a wrong one is daily business. */
const CHECKS_CLIENT = /(^|\.)(jwt\.decode|decode_\w*(token|jwt)\w*|verify_?\w*(token|jwt|signature|credentials?|password|session)|authenticate\w*|check_password|(get|try_get)_current_user\w*|user_from_token)$/i;
/** Questions to an object store that it answers with an error where there is no such object. */
const ASKS_FOR_OBJECT = /(^|\.)(head_object|head_bucket|stat_object)$/;
const EVERY_REQUEST = /^(dispatch|process_request|process_response|process_view|before_request|after_request|teardown_request)$/;
const REQUEST_HOOK = /\.(middleware|before_request|after_request|teardown_request|teardown_appcontext|context_processor)\b/;
const QUIET_METHOD = /^__(repr|str|getattr|getattribute|eq|hash|format|len|bool)__$/;

export interface LevelChoice {
  readonly level: 'debug' | 'warning';
  /** Why it is not a warning. */
  readonly because?: string;
}

/** A warning, unless the failure is meant to be unimportant or would be written over and over. */
export function levelFor(doc: PythonDoc, handler: Handler): LevelChoice {
  const because = reasonForDebug(doc, handler);
  return because ? { level: 'debug', because } : { level: 'warning' };
}

function reasonForDebug(doc: PythonDoc, { clause, attempt, guarded, types, body }: Handler): string | undefined {
  const intent = commentsAround(doc, clause, attempt)
    .find(({ start, text }) => (start > clause.start ? INTENT : STRONG_INTENT).test(text) && !ASKS_FOR_LOG.test(text));
  if (intent) return `a comment says so: "${intent.text.replace(/^#+\s*/, '').slice(0, 60)}"`;
  if (enclosingHandler(attempt)) return 'it stands in another handler';
  if (standsInFinally(attempt)) return 'it stands in a `finally`';
  const calls = tellingCalls(guarded);
  const lastNames = calls.map((name) => name.split('.').at(-1)!);
  if (lastNames.length > 0 && lastNames.every((name) => CLEAN_UP.test(name))) return 'it is clean-up';
  if (calls.length > 0 && calls.every((name) => COUNTS.test(name))) return 'only a metric is lost';
  if (awaitsCancelled(attempt, guarded)) return 'the task was cancelled just before';
  if (enclosingLoop(attempt)) return 'it runs in a loop';
  const expected = types.find((type) => EXPECTED_TYPES.test(type.text));
  if (expected) return `\`${expected.text}\` is expected here`;
  const sql = [...guarded.descendants('string')].map((string) => contentOf(string)).filter((text) => SQL.test(text));
  if (sql.length > 0 && sql.every((text) => SCHEMA.test(text))) return 'the schema may be there already';
  if (/\.receive(_\w+)?$/m.test(calls.join('\n')) && !attempt.text.includes('WebSocketDisconnect')) return 'an ordinary disconnect ends up here too';
  const fn = enclosingFunction(attempt);
  const name = fn?.field('name')?.text ?? '';
  if (QUIET_METHOD.test(name)) return `\`${name}\` runs in unexpected places`;
  if (fn && (EVERY_REQUEST.test(name) || isDecorated(fn, REQUEST_HOOK))) return 'it runs on every request';
  if (fn && isDecorated(fn, /^@(atexit\.)?register\b/)) return 'it runs at exit';
  const check = [...calls, name].find((call) => CHECKS_CLIENT.test(call));
  if (check) return `what a client sends to \`${check}\` may be wrong any time`;
  const question = calls.find((call) => ASKS_FOR_OBJECT.test(call));
  if (question) return `\`${question}\` also fails where there is no such object`;
  if (body.length === 1 && isFallbackCall(body[0]!)) return 'another way is tried';
  return undefined;
}

/** Comments inside the handler, at the end of its last line, and directly above its `try`. */
function commentsAround(doc: PythonDoc, clause: PyNode, attempt: PyNode): PyNode[] {
  const from = lineOf(doc, clause.start);
  const to = lineOf(doc, clause.end);
  const above = lineOf(doc, attempt.start) - 1;
  return [...doc.root.descendants('comment')].filter((comment) => {
    const line = lineOf(doc, comment.start);
    return (line >= from && line <= to) || (line === above && lineStart(doc, comment.start) === comment.start - indentAt(doc, comment.start).length);
  });
}

function standsInFinally(node: PyNode): boolean {
  for (const ancestor of node.ancestors()) {
    if (ancestor.kind === 'finally_clause') return true;
    if (FUNCTIONS.includes(ancestor.kind)) return false;
  }
  return false;
}

/** `task.cancel()`, then `await task` in a `try`. */
function awaitsCancelled(attempt: PyNode, guarded: PyNode): boolean {
  const awaited = guarded.named.length === 1 && /^await (?:asyncio\.\w+\()?([\w.]+)/.exec(guarded.text)?.[1];
  return !!awaited && !!attempt.previous?.text.startsWith(`${awaited}.cancel(`);
}

function isDecorated(fn: PyNode, pattern: RegExp): boolean {
  return fn.parent?.kind === 'decorated_definition' && fn.parent.children.some(({ kind, text }) => kind === 'decorator' && pattern.test(text));
}

/** `return self._slow_path(x)`: the handler does its work another way. */
function isFallbackCall(statement: PyNode): boolean {
  const value = statement.kind === 'return_statement' ? statement.named[0] : undefined;
  const call = value?.kind === 'await' ? value.named[0] : value;
  return call?.kind === 'call' && !/^[A-Z]/.test(lastName(call.field('function')) ?? '') && (call.field('arguments')?.named.length ?? 0) > 0;
}
