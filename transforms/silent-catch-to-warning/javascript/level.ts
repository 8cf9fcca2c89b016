import { callsOfKind } from '../../../src/languages/javascript/call-kinds.ts';
import { enclosingHandler, handlersOf, isListener, type Handler } from '../../../src/languages/javascript/handlers.ts';
import type { Level } from '../../../src/languages/javascript/log-line.ts';
import { lowestWritten, weightOf } from '../../../src/languages/javascript/log-levels.ts';
import type { Logger } from '../../../src/languages/javascript/logger-kind.ts';
import { enclosingFunction, enclosingLoop, functionName, isCall, isFunction, lastName, lineEnd, lineOf, lineStart, literalText, runsIn, statementOf, statementsIn, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';
import type { Comment, Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { EXCUSES_ELSEWHERE, foreseesMissing, isMissed } from '../excuses.ts';
import { collectedIn } from './collected.ts';
import { missingReason } from './callees.ts';
import { asksNetwork } from './expected-no.ts';

/** A comment in the handler that says this failure does not matter, or is foreseen. */
const EXCUSES = /\b(best[- ]?effort|ignor(e|es|ed|ing)|optional(ly)?|expected|non[- ]?(critical|fatal|essential)|not (critical|fatal|essential|important|a problem|an error)|harmless|safe to|ok(ay)? (to|if)|fine (to|if)|nice[- ]to[- ]have|fail(s|ing)? silent(ly)?|silent(ly)?|swallow\w*|suppress\w*|tolerat\w+|(may|might|can) fail|((does|do|will|need) ?n[o']t|not) (matter|care)|no[- ]?op|noop|no[- ]fatal|idempoten\w+|skip|not yet|intentional\w*)\b/i;
/** The same said above the `try`, where a comment is rather about what the code does. */
const STRONG_EXCUSE = /\b(best[- ]?effort|non[- ]?(critical|fatal|essential)|ignor(e|ing) (any )?(errors?|failures?|exceptions?))\b/i;
/** Said of this failure, whatever its cause: the answer goes without a part. */
const GOES_WITHOUT = /\bjust (do n[o']t|don'?t) include\b/i;
/** Several forms of one question, one after the other. */
const TRIES_NEXT = /\btry (the )?(next|another|other)\b/i;
/** A deletion of what may be gone already. */
const GONE_ALREADY = /\bidempoten\w+|\b(record|row|document|entry)s?["']? not found\b|\balready (gone|deleted|removed)\b/i;
/** It is about one cause, and others end up in the handler too: `// ignore files that do not exist`. */
const ONE_CAUSE = /\b(if|when|where|unless|because|since|in case|for|that|which)\b.*\b(not|no|\w+n't|missing|already|exists?|absent|unavailable|gone|closed|offline|down|invalid|malformed|corrupt\w*|duplicates?|empty|none|null|undefined|unset|old(er)?|legacy)\b|\balready (exists?|there|gone|closed|set|done)\b|\bnot (installed|available|supported|found|running|configured)\b|\b(may|might) not (exist|be)\b/i;
/** Markers for tools, which are no words about the failure. */
const MARKER = /^\s*(eslint|prettier|biome|ts-|@ts-|istanbul|c8|v8|checkmod|sonar|nosonar|nolint)/i;
/** `// Log the error but do not fail`: what was meant all along. */
const ASKS_FOR_LOG = /\b(log|warn|report)( \w+)? (it|error|errors|exception|failure|warning|and|but)\b/i;
/** Names of the error that say the same. */
const EXCUSED_NAME = /^_?(ignored?|unused|expected|noop)$/;
const CLEAN_UP = /^#?_?(close|closeAll|rollback|cancel|abort|disconnect|\$disconnect|shutdown|terminate|kill|stop|release|quit|cleanup\w*|cleanUp\w*|dispose|unsubscribe|unwatch|unregister|detach|teardown|end|unlock|unref|removeListener|removeAllListeners|unpersist|releaseLock|rollbackTransaction|abortTransaction|endSession|pause)$/;
/** The same words for something that was agreed on, which then goes on. */
const CALLS_OFF = /(order|subscription|payment|intent|invoice|booking|appointment|reservation|trade|ride|trip|plan|bet|membership|listing|auction|loan|shipment|campaign|customer|account|stripe)\w*(\(\))?\.(\w+\.)*(cancel|stop|terminate|unsubscribe|release|end|abort)$/i;
/** Deletions: clean-up where something is put away that was made for a while, else something that was to go and stays. */
const DELETES = /^(unlink|unlinkSync|rm|rmSync|rmdir|rmdirSync|remove|removeSync|deleteFile|destroy|emptyDir)$/;
const MADE_FOR_A_WHILE = /(\b|_)te?mp(?!late)|Te?mp(?!late)|TE?MP\b|[lL]ock\b|LOCK\b|[pP]id(File)?\b|\.pid\b|[sS]ock\b|[sS]ocket|[sS]tream\b|[pP]artial|[sS]cratch|[cC]lean_?[uU]p|[tT]ear_?[dD]own|\b(req|request)\.file|[sS]hutdown/;
const ROLLS_BACK = /^\W*(ROLLBACK|ABORT|UNLISTEN)\b/i;
const MAY_EXIST = /(^|\.)(mkdir|mkdirSync|mkdirp|ensureDir|createIndex|createTable|dropIndex|createCollection|createBucket|initializeApp)$/;
/** Steps of browser automation that look for what may not be on the page. */
const WAITS = /(^|\.)(waitFor|waitFor(Selector|Navigation|LoadState|Timeout|Function|Response|Request|URL|Url|Event|XPath|Element\w*|Network\w*|Idle|Visible|Hidden|Displayed|Exist)|waitUntil)$/;
const LOOKS_ON_PAGE = /(^|\.)_?(page|frame|locator|driver|browser|element|el|btn|button|\$)(\(\))?(\.\w+(\(\))?)*\.(locator|\$+|\$+eval|evaluate|getBy\w+|findElements?|click|fill|type|first|innerText|textContent|getAttribute|count|is[A-Z]\w+|hover|press|check|tap|scrollIntoView\w*)\b/;
/** Writing to whoever is connected, who may hang up any time. */
const WRITES_TO_PEER = /(^|\.)#?_?(res|response|reply|ws|websocket|socket|sock|peer|controller|writer)\.(write|send|end|emit|ping|pong|flush|enqueue|close)$/;
const COUNTS = /(^|\.)(labels\(\)\.\w+|inc|dec|observe|increment|decrement|timing|gauge|histogram)$/;
/** Of a counter rather than a row. */
const METRIC = /metric|statsd|counter|gauge|histogram|prom/i;
const SCHEMA = /^\W*(ALTER\s+(TABLE|TYPE)|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|EXTENSION|TYPE)\s+(?!IF\b)|DROP\s+(TABLE|COLUMN|INDEX)\s+(?!IF\b))/i;
const SQL = /^\W*(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP)\s/i;
/** Checks of something the client sends: a wrong one is daily business. */
const CHECKS_CLIENT = /(^|\.)(jwt\.(verify|decode)|jwtVerify|verify_?\w*(token|jwt|signature|credentials?|password|session)\w*|authenticate\w*|(check|assert|ensure|require|verify|validate|authorize)\w*(Access|Permissions?|Roles?|Owner(ship)?|Allowed|Admin|Member(ship)?)|getCurrentUser|getUserFromToken|validateSession|checkPassword)$/i;
const AUDITS = /(^|[._ ])audit(s|ed|or|_?logs?|_?trail|_?events?|_?records?)?([._ (]|$)|Audit(?!or)|(^|\.)audit[A-Z]/;

export interface LevelChoice {
  readonly level: Level;
  /** Why it is not a warning. */
  readonly because?: string;
}

/** A warning; an error where an audit record is lost; debug where somebody excused the failure or it loses nothing. */
export function levelFor(doc: JavaScriptDoc, handler: Handler, project: ProjectView): LevelChoice {
  const gone = deletesAgain(doc, handler);
  if (gone !== undefined) return { level: 'debug', because: `a comment says so: "${gone.slice(0, 60)}"` };
  const lost = lostRecord(doc, handler);
  if (lost) {
    const fn = enclosingFunction(doc.tree, handler.guarded);
    const name = (fn && functionName(doc.tree, fn)) ?? '';
    // Of what is sent, a text is no table.
    const tables = callsOfKind(doc, handler.guarded, 'writes').length > 0 ? tableNames(doc, handler.guarded) : [];
    const isAudit = [...lost, ...tables, /^(get|list|find|query|read|show)[A-Z]/.test(name) ? '' : name].some((each) => AUDITS.test(each));
    return isAudit ? { level: 'error', because: 'an audit record is lost' } : { level: 'warn' };
  }
  const because = reasonForDebug(doc, handler) ?? excusedTwin(doc, handler) ?? missingReason(doc, handler, project);
  return because ? { level: 'debug', because } : { level: 'warn' };
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** The level raised to the lowest that this logger writes, as logging is set up here. */
export function written(logger: Logger, { level, because }: LevelChoice, project: ProjectView): LevelChoice {
  const files = collectedIn(project).flatMap(({ path, facts }) => (facts.levels === undefined ? [] : [{ path, facts: facts.levels }]));
  const lowest = lowestWritten(logger, files, project);
  if (lowest === undefined || weightOf(level) >= lowest) return { level, ...(because !== undefined && { because }) };
  const raised = LEVELS.find((each) => weightOf(each) >= lowest) ?? 'error';
  return { level: raised, because: `${because === undefined ? '' : `${because}; `}\`${logger.expression}\` is set up not to write ${level} lines` };
}

/** The calls that write what should be kept, a record, a payment, a file, or send what somebody waits for. */
function lostRecord(doc: JavaScriptDoc, handler: Handler): readonly string[] | undefined {
  if (isListener(doc, handler) || isSchema(doc, handler.guarded)) return undefined;
  const kept = callsOfKind(doc, handler.guarded, 'writes').filter((name) => !isCount(name) && !WRITES_TO_PEER.test(name) && !MAY_EXIST.test(name) && !isCleanUpCall(doc, name, handler));
  const sent = callsOfKind(doc, handler.guarded, 'sends').filter((name) => isMissed(name));
  return kept.length + sent.length > 0 ? [...kept, ...sent] : undefined;
}

/** Tables that are written to, by name: `INSERT INTO admin_audit_log`, `from('audit_logs').insert(…)`. */
function tableNames(doc: JavaScriptDoc, guarded: Node): string[] {
  const texts = [guarded, ...doc.tree.inside(guarded, 'StringLiteral', 'TemplateLiteral')].map((text) => literalText(text) ?? '');
  return texts.flatMap((text) => /\b(?:INTO|UPDATE)\s+["`]?([\w.]+)/i.exec(text)?.[1] ?? (/^\w+$/.test(text) ? text : []));
}

function reasonForDebug(doc: JavaScriptDoc, handler: Handler): string | undefined {
  const { node, guarded, body, name } = handler;
  const excuse = excuseIn(doc, handler);
  if (excuse) return `a comment says so: "${excuse.text.slice(0, 60)}"`;
  if (name && EXCUSED_NAME.test(name.name)) return `its name says so: \`${name.name}\``;
  if (asksNetwork(doc, handler)) return 'the failure is the answer no';
  if (isListener(doc, handler)) return undefined;
  const calls = tellingCalls(doc, guarded);
  const isAll = (matches: (call: string) => boolean) => calls.length > 0 && calls.every(matches);
  if (isAll((call) => isCleanUpCall(doc, call, handler)) || endsPlainly(doc, guarded)) return 'it is clean-up';
  if (enclosingLoop(doc.tree, node) && commentsAround(doc, handler).some(({ start, value }) => start! > node.start! && TRIES_NEXT.test(value))) return 'another way is tried';
  if (isAll(isCount)) return 'only a metric is lost';
  if (isAll((call) => MAY_EXIST.test(call))) return 'it may be there already';
  if (isAll((call) => WRITES_TO_PEER.test(call))) return 'the other side may be gone';
  const isStep = calls.some((call) => WAITS.test(call)) || enclosingLoop(doc.tree, node) !== undefined;
  if (isStep && isAll((call) => WAITS.test(call) || LOOKS_ON_PAGE.test(call))) return 'not to find what is waited for may be normal';
  if (/['"`/]\.env\b/.test(textOf(doc, guarded)) || /^load_?(dot)?env/i.test(calls.join(' '))) return 'there may be no such file';
  if (isSchema(doc, guarded)) return 'the schema may be there already';
  const fn = enclosingFunction(doc.tree, node);
  const reaches = callsOfKind(doc, guarded, 'reaches').some((call) => !CHECKS_CLIENT.test(call));
  const check = [...calls, (!reaches && fn && functionName(doc.tree, fn)) || ''].find((call) => CHECKS_CLIENT.test(call));
  if (check) return `what a client sends to \`${check}\` may be wrong any time`;
  return body.length === 1 && isFallbackCall(body[0]!) ? 'another way is tried' : undefined;
}

function excuseIn(doc: JavaScriptDoc, handler: Handler): Remark | undefined {
  const isIn = (start: number) => start > handler.node.start!;
  const saysSo = ({ start, text }: Remark) => isIn(start) ? EXCUSES.test(text) || EXCUSES_ELSEWHERE.test(text) : STRONG_EXCUSE.test(text);
  const isPlain = ({ start, text }: Remark) => isIn(start) && GOES_WITHOUT.test(text) || foreseesMissing(text, isIn(start));
  const isExcuse = (remark: Remark) => isPlain(remark) || saysSo(remark) && ![MARKER, ONE_CAUSE, ASKS_FOR_LOG].some((other) => other.test(remark.text));
  return remarksIn(doc, commentsAround(doc, handler)).find(isExcuse);
}

/** What a comment says of a deletion of what may be gone: whoever deletes it again has what they asked for. */
function deletesAgain(doc: JavaScriptDoc, handler: Handler): string | undefined {
  const { guarded } = handler;
  const told = callsOfKind(doc, guarded, 'writes');
  const calls = told.length === 0 && isCall(guarded) ? [lastName(guarded.callee) ?? ''] : told;
  if (calls.length === 0 || !calls.every((call) => /^(delete|remove|destroy|unlink)/i.test(call.split('.').at(-1)!))) return undefined;
  return remarksIn(doc, commentsAround(doc, handler)).find(({ start, text }) => start > handler.node.start! && GONE_ALREADY.test(text))?.text;
}

/** The same step right beside it, which a comment excuses: one level for both. */
function excusedTwin(doc: JavaScriptDoc, handler: Handler): string | undefined {
  const calls = tellingCalls(doc, handler.guarded).join();
  if (calls === '' || isListener(doc, handler) || commentsAround(doc, handler).length > 0) return undefined;
  const siblings = statementsIn(doc.tree.parent(statementOf(doc.tree, handler.node)));
  const at = siblings.indexOf(statementOf(doc.tree, handler.node));
  const beside = [siblings[at - 1], siblings[at + 1]];
  const twin = handlersOf(doc).find((other) => beside.includes(statementOf(doc.tree, other.node)) && tellingCalls(doc, other.guarded).join() === calls && excuseIn(doc, other));
  return twin && `a comment says so of the same step on line ${lineOf(doc, twin.node.start!)}`;
}

function isCount(name: string): boolean {
  return COUNTS.test(name) && (!/(in|de)crement$/.test(name) || METRIC.test(name));
}

function isSchema(doc: JavaScriptDoc, guarded: Node): boolean {
  const sql = doc.tree.inside(guarded, 'StringLiteral', 'TemplateLiteral').map((text) => literalText(text)!).filter((text) => SQL.test(text));
  return sql.length > 0 && sql.every((text) => SCHEMA.test(text));
}

/** `close()`, and the removal of something that was made for a while: by its name, or where work ends in any case. */
function isCleanUpCall(doc: JavaScriptDoc, name: string, handler: Handler): boolean {
  const { node, guarded } = handler;
  const last = name.split('.').at(-1)!;
  if (CLEAN_UP.test(last)) return !CALLS_OFF.test(name);
  const sql = runsIn(doc.tree, guarded, 'StringLiteral', 'TemplateLiteral').map((text) => literalText(text) ?? '');
  if (/(query|execute|exec|run|raw)$/i.test(last) && sql.length > 0 && sql.every((text) => ROLLS_BACK.test(text))) return true;
  const remarks = commentsAround(doc, handler).filter(({ value }) => /clean[- ]?up/i.test(value) && EXCUSES.test(value));
  if (/^(delete|remove|destroy|unlink)/i.test(last) && remarks.length > 0) return true;
  if (!DELETES.test(last)) return false;
  const at = node.type === 'CatchClause' ? doc.tree.parent(node)! : node;
  const fn = enclosingFunction(doc.tree, guarded);
  return enclosingHandler(doc, at) !== undefined || standsInFinally(doc, at) || MADE_FOR_A_WHILE.test(`${textOf(doc, guarded)} ${(fn && functionName(doc.tree, fn)) ?? ''}`);
}

/** `stream.end()`, which is no telling call of its own. */
function endsPlainly(doc: JavaScriptDoc, guarded: Node): boolean {
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

interface Remark { readonly start: number; readonly text: string }

/** What comments say, those on lines that follow each other as one. */
function remarksIn(doc: JavaScriptDoc, comments: readonly Comment[]): Remark[] {
  const remarks: (Remark & { readonly end: number })[] = [];
  for (const { start, end, value } of comments) {
    const text = value.replace(/\s*\n\s*\*?\s*/g, ' ').replace(/^[\s*]+|[\s*]+$/g, '');
    const last = remarks.at(-1);
    const follows = last && /^[ \t]*\n[ \t]*$/.test(doc.text.slice(last.end, start!));
    if (follows) remarks.splice(-1, 1, { start: last.start, end: end!, text: `${last.text} ${text}` });
    else remarks.push({ start: start!, end: end!, text });
  }
  return remarks;
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

/** `return slowPath(x)`: the handler does its work another way. */
function isFallbackCall(statement: Node): boolean {
  const value = statement.type === 'ReturnStatement' ? statement.argument
    : statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' ? statement.expression.right : undefined;
  const call = value?.type === 'AwaitExpression' ? value.argument : value;
  return isCall(call) && call.arguments.length > 0;
}
