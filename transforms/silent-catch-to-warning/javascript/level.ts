import { tellingCalls } from '../../../src/languages/javascript/describe.ts';
import { enclosingHandler, isListener, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { enclosingFunction, enclosingLoop, functionName, isCall, isFunction, lastName, lineEnd, lineOf, lineStart, literalText, propertyName, statementOf, textOf, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Comment, Node } from '../../../src/languages/javascript/tree.ts';

/** A comment in the handler that says the failure does not matter, or is foreseen. */
const INTENT = /\b(best[- ]?effort|ignor(e|es|ed|ing)|optional(ly)?|non[- ]?(critical|fatal|blocking|essential)|not (critical|fatal|essential|important|available|installed|supported|a problem|an error)|(never|do ?n[o']t|do not|should ?n[o']t|must ?n[o']t|must not|should not|must never|won'?t) (\w+ )?(block|fail|break|crash|raise|throw|die|stop|abort|let|care|interrupt|prevent|propagate|affect|kill|matter)|fall(s|ing)?[- ]?(back|through)|fail(s|ing)?[- ]?(silent|soft|open)\w*|silent(ly)?|swallow\w*|suppress\w*|harmless|safe to|ok(ay)? (to|if)|fine (to|if)|expected|skip\w*|already|nice[- ]to[- ]have|may (not|fail|be)|might (not|fail|be)|matters?|tolerat\w+|no[- ]?op|noop|continue|if .* fails|(use|using|keep|return) (the )?(defaults?|env|existing|original|raw)|graceful\w*|fire[- ]and[- ]forget|does ?n[o']t exist|not exist|not yet|intentional\w*)\b|^\W*(no|not|nothing|maybe|may|might)\b|игнор|忽略/i;
/** The same said above the `try`, where a comment is rather about what the code does. */
const STRONG_INTENT = /\b(best[- ]?effort|non[- ]?(critical|fatal|blocking|essential)|fire[- ]and[- ]forget|ignor(e|ing) (any )?(errors?|failures?|exceptions?)|(never|do ?n[o']t|do not|must ?n[o']t|must not|should not|must never) (\w+ )?(block|fail|break|crash|raise|throw))\b/i;
/** `// Log the error but do not fail`: what was meant all along. */
const ASKS_FOR_LOG = /\b(log|warn|report)( \w+)? (it|error|errors|exception|failure|warning|and|but)\b/i;
/** Names of the error that say the same. */
const INTENT_NAME = /^_?(ignored?|unused|expected|noop)$/;
const CLEAN_UP = /^#?_?(close|closeAll|rollback|unlink|unlinkSync|rm|rmSync|rmdir|rmdirSync|remove|removeSync|cancel|abort|disconnect|\$disconnect|shutdown|terminate|kill|stop|release|quit|exit|cleanup\w*|cleanUp\w*|clean|dispose|unsubscribe|unwatch|unregister|detach|destroy|teardown|end|flush|unlock|unref|delete|deleteFile|reset|removeListener|removeAllListeners|unpersist|releaseLock|rollbackTransaction|abortTransaction|endSession|resetSession|clear|pause)$/;
const MAY_EXIST = /(^|\.)(mkdir|mkdirSync|mkdirp|ensureDir|createIndex|createTable|dropIndex|createCollection|createBucket)$/;
const WAITS = /(^|\.)(waitFor\w*|wait)$/;
/** Writing to whoever is connected, who may hang up any time. */
const WRITES_TO_PEER = /(^|\.)#?_?(res|response|reply|ws|socket|sock|peer)\.(write|send|end|emit|ping|pong|flush)$/;
const COUNTS = /(^|\.)(labels\(\)\.\w+|inc|dec|observe|increment|decrement|timing|gauge|histogram)$/;
const SCHEMA = /^\W*(ALTER\s+(TABLE|TYPE)|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|EXTENSION|TYPE)\s+(?!IF\b)|DROP\s+(TABLE|COLUMN|INDEX)\s+(?!IF\b))/i;
const SQL = /^\W*(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP)\s/i;
/** Checks of something the client sends: a wrong one is daily business. */
const CHECKS_CLIENT = /(^|\.)(jwt\.(verify|decode)|jwtVerify|verify_?\w*(token|jwt|signature|credentials?|password|session)\w*|authenticate\w*|getCurrentUser|getUserFromToken|validateSession|checkPassword)$/i;
/** Methods of an array that call a function once for each element. */
const PER_ELEMENT = /^(forEach|map|flatMap|filter|find|findIndex|some|every|reduce)$/;

export interface LevelChoice {
  readonly level: 'debug' | 'warn';
  /** Why it is not a warning. */
  readonly because?: string;
}

/** A warning, unless the failure is meant to be unimportant or would be written over and over. */
export function levelFor(doc: JavaScriptDoc, handler: Handler): LevelChoice {
  const because = reasonForDebug(doc, handler);
  return because ? { level: 'debug', because } : { level: 'warn' };
}

function reasonForDebug(doc: JavaScriptDoc, handler: Handler): string | undefined {
  const { node, guarded, body, name } = handler;
  const intent = commentsAround(doc, handler).find(({ start, value }) => (start! > node.start! ? INTENT : STRONG_INTENT).test(value) && !ASKS_FOR_LOG.test(value));
  if (intent) return `a comment says so: "${shown(intent)}"`;
  if (name && INTENT_NAME.test(name.name)) return `its name says so: \`${name.name}\``;
  if (enclosingHandler(doc, doc.tree.parent(node)!)) return 'it stands in another handler';
  if (standsInFinally(doc, node)) return 'it stands in a `finally`';
  if (isListener(doc, handler)) return undefined;
  const calls = tellingCalls(doc, guarded);
  const lastNames = calls.map((call) => call.split('.').at(-1)!);
  const isAll = (pattern: RegExp, names: readonly string[] = calls) => names.length > 0 && names.every((each) => pattern.test(each));
  if (isAll(CLEAN_UP, lastNames) && !isAll(/^(delete|clear|reset|exit|pause)$/, lastNames) || isCleanUp(doc, guarded)) return 'it is clean-up';
  if (isAll(COUNTS)) return 'only a metric is lost';
  if (isAll(MAY_EXIST)) return 'it may be there already';
  if (isAll(WRITES_TO_PEER)) return 'the other side may be gone';
  if (isAll(WAITS)) return 'not to find what is waited for may be normal';
  if (enclosingLoop(doc.tree, node) ?? perElement(doc, node)) return 'it runs in a loop';
  if (/['"`/]\.env\b/.test(textOf(doc, guarded)) || /^load_?(dot)?env/i.test(calls.join(' '))) return 'there may be no such file';
  const sql = doc.tree.inside(guarded, 'StringLiteral', 'TemplateLiteral').map((text) => literalText(text)!).filter((text) => SQL.test(text));
  if (sql.length > 0 && sql.every((text) => SCHEMA.test(text))) return 'the schema may be there already';
  const fn = enclosingFunction(doc.tree, node);
  if (fn && isMiddleware(doc, fn)) return 'it runs on every request';
  const check = [...calls, (fn && functionName(doc.tree, fn)) ?? ''].find((call) => CHECKS_CLIENT.test(call));
  if (check) return `what a client sends to \`${check}\` may be wrong any time`;
  return body.length === 1 && isFallbackCall(body[0]!) ? 'another way is tried' : undefined;
}

/** `stream.end()`, which is no telling call of its own. */
function isCleanUp(doc: JavaScriptDoc, guarded: Node): boolean {
  const calls = doc.tree.inside(guarded, 'CallExpression', 'OptionalCallExpression');
  const all = isCall(guarded) ? [guarded, ...calls] : calls;
  return tellingCalls(doc, guarded).length === 0 && all.length === 1 && /^(close|end|destroy|kill|terminate|abort|disconnect)$/.test(lastName(all[0]!.callee) ?? '');
}

/** Comments inside the handler, at the end of its last line, and directly above what it belongs to. */
export function commentsAround(doc: JavaScriptDoc, { node }: Handler): Comment[] {
  const statement = statementOf(doc.tree, node);
  const top = lineStart(doc, statement.start!);
  const end = lineEnd(doc, node.end!);
  return doc.tree.comments.filter((comment) => {
    if (comment.start! >= node.start! && comment.end! <= end) return true;
    return lineOf(doc, comment.end!) === lineOf(doc, statement.start!) - 1 && doc.text.slice(lineStart(doc, comment.start!), comment.start!).trim() === '' && comment.end! <= top;
  });
}

function shown({ value }: Comment): string {
  return value.replace(/\s*\n\s*\*?\s*/g, ' ').replace(/^[\s*]+|\s+$/g, '').slice(0, 60);
}

function standsInFinally(doc: JavaScriptDoc, node: Node): boolean {
  let child = node;
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor.type === 'TryStatement' && ancestor.finalizer === child) return true;
    if (isFunction(ancestor)) return false;
    child = ancestor;
  }
  return false;
}

/** A callback that an array calls for each of its elements. */
function perElement(doc: JavaScriptDoc, node: Node): Node | undefined {
  const fn = enclosingFunction(doc.tree, node);
  const call = fn && doc.tree.parent(fn);
  const isLoop = isCall(call) && call.arguments[0] === fn && (call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression') && PER_ELEMENT.test(propertyName(call.callee) ?? '');
  return isLoop ? call : undefined;
}

/** `(req, res, next) => …` that is no handler of one route, and hooks of Fastify. */
function isMiddleware(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  const call = doc.tree.parent(fn);
  const method = isCall(call) ? lastName(call.callee) ?? '' : '';
  if (/^(use|addHook)$/.test(method)) return true;
  const names = fn.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  return /^(next|_next|done)$/.test(names.at(-1) ?? '') && names.length >= 2 && /^_?(req|request|ctx|c|context|socket)$/.test(names[0]!) && !/^(get|post|put|patch|delete|all)$/.test(method);
}

/** `return slowPath(x)`: the handler does its work another way. */
function isFallbackCall(statement: Node): boolean {
  const value = statement.type === 'ReturnStatement' ? statement.argument
    : statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' ? statement.expression.right : undefined;
  const call = value?.type === 'AwaitExpression' ? value.argument : value;
  return isCall(call) && call.arguments.length > 0;
}
