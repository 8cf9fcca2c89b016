import { mainCalls } from '../../../src/languages/python/call-kinds.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import type { Logger } from '../../../src/languages/python/logger-kind.ts';
import { lowestWritten } from '../../../src/languages/python/log-levels.ts';
import type { Level } from '../../../src/languages/python/log-line.ts';
import { contentOf, enclosingFunction, enclosingHandler, enclosingLoop, FUNCTIONS, indentAt, lastName, lineOf, lineStart, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { tellingCalls } from '../../../src/languages/python/telling-calls.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { EXCUSES_ELSEWHERE, foreseesMissing, isMissed } from '../excuses.ts';
import { collectedIn } from './collected.ts';

/** A comment in the handler that says this failure does not matter, or is foreseen. */
const EXCUSES = /\b(best[- ]?effort|ignor(e|es|ed|ing)|optional(ly)?|expected|non[- ]?(critical|fatal|essential)|not (critical|fatal|essential|important|a problem|an error)|harmless|safe to|ok(ay)? (to|if)|fine (to|if)|nice[- ]to[- ]have|fail(s|ing)? silent(ly)?|silent(ly)?|swallow\w*|suppress\w*|tolerat\w+|(may|might|can) fail|((does|do|will|need) ?n[o']t|not) (matter|care))\b/i;
/** The same said above the `try`, where a comment is rather about what the code does. */
const STRONG_EXCUSE = /\b(best[- ]?effort|non[- ]?(critical|fatal|essential)|ignor(e|ing) (any )?(errors?|failures?|exceptions?))\b/i;
/** It is about one cause, and others end up in the handler too: `# ignore files that do not exist`. */
const ONE_CAUSE = /\b(if|when|where|unless|because|since|in case|for|that|which)\b.*\b(not|no|\w+n't|missing|already|exists?|absent|unavailable|gone|closed|offline|down|invalid|malformed|corrupt\w*|duplicates?|empty|none|null|unset|old(er)?|legacy)\b|\balready (exists?|there|gone|closed|set|done)\b|\bnot (installed|available|supported|found|running|configured)\b/i;
/** `# Skip malformed lines`, `# Ignore if git is not available`: what comes from outside is often so, or is hardly ever there. */
const SKIPS = /\b(skip|ignore|drop|discard)(s|ped|ping|d|ing)?( (any|all|the|this|over))? (malformed|invalid|bad|corrupt\w*|unpars\w+|broken|non-?json|unreadable|undecodable)\b/i;
/** `# fall through to the older format`: one form after the other. */
const FALLS_THROUGH = /\bfall(s|ing)?[- ]?(back|through)\b|\btry (the )?(next|another|other)\b|回退|退回|フォールバック|откат|recurrir a|revenir à|zurückfallen/i;
/** Several forms of one question, one after the other. */
const TRIES_NEXT = /\btry (the )?(next|another|other)\b/i;
const NO_PROGRAM = /\b(git|binary|command|tool|program|executable|nvidia-smi|ffmpeg|ffprobe|docker|psutil|gpu|cuda)\b.*\b(not|n't|may|might|missing|unavailable|no)\b/i;
const RUNS_PROGRAM = /(^|\.)(subprocess\.\w+|check_output|create_subprocess_\w+|Popen)$/;
/** Looks for something, and makes it: `get_collection`, else `create_collection`. */
const LOOKS_FOR = /^(get|open|load|fetch|find|describe|retrieve|head|lookup|read|inspect|show|info)(?![a-z])/;
const MAKES = /^(create|init|make|new|build|mkdir|setup|ensure|put|bootstrap)(?![a-z])/;
/** Markers for tools, which are no words about the failure. */
const MARKER = /^#\s*(type:|noqa|nosec|pylint|pyright|mypy|fmt:|isort:|ruff:|checkmod)/i;
/** `# Log the error but do not fail`: what was meant all along. */
const ASKS_FOR_LOG = /\b(log|warn|report)( \w+)? (it|error|errors|exception|failure|warning|and|but)\b/i;
const CLEAN_UP = /^_?(close|aclose|close_all|rollback|cancel|cancelled|disconnect|shutdown|terminate|kill|killpg|stop|release|quit|cleanup\w*|clean_up\w*|dispose|unsubscribe|unregister|detach|deregister|teardown|tear_down|wait_closed|expunge\w*|task_done|unlock|remove_job|removeHandler)$/;
/** Deletions: clean-up where something is put away that was made for a while, else something that was to go and stays. */
const DELETES = /^_?(unlink|remove|rmtree|rmdir|delete_file|destroy)$/;
const MADE_FOR_A_WHILE = /te?mp|lock|pid|sock|partial|scratch|cleanup|clean_up|tear_?down|close|shutdown/i;
/** Methods of Prometheus metrics. */
const COUNTS = /(^|\.)(labels\(\)\.\w+|inc|dec|observe)$/;
const EXPECTED_TYPES = /(^|\.)(CancelledError|WebSocketDisconnect|KeyboardInterrupt|SystemExit|StopIteration|StopAsyncIteration|GeneratorExit|Empty|QueueEmpty|Full|QueueFull|TimeoutError|ImportError|ModuleNotFoundError|NoResultFound|DoesNotExist|ObjectDoesNotExist)$/;
const SCHEMA = /^\W*(ALTER\s+(TABLE|TYPE)|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|EXTENSION|TYPE)\s+(?!IF\b)|DROP\s+(TABLE|COLUMN|INDEX)\s+(?!IF\b))/i;
const SQL = /^\W*(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP)\s/i;
/** Checks of something the client sends: a wrong one is daily business. */
const CHECKS_CLIENT = /(^|\.)(jwt\.decode|decode_\w*(token|jwt)\w*|verify_?\w*(token|jwt|signature|credentials?|password|session)(_in_request)?|authenticate\w*|check_password|(get|try_get)_current_user\w*|get_(optional_\w*user|user_(optional|or_none))\w*|user_from_token|(check|assert|ensure|require|verify|validate|authorize)_\w*(access|permissions?|roles?|owner(ship)?|allowed|admin|member(ship)?))$/i;
/** Reads one item of what came from outside. */
const PARSES = /(^|\.)(loads|from_?json|fromisoformat|strptime|literal_eval|b64decode|parsedate\w*|parse_?date\w*|isoparse|model_validate(_json)?|parse_obj|parse_raw)$/;
/** Questions to an object store that it answers with an error where there is no such object. */
const ASKS_FOR_OBJECT = /(^|\.)(head_object|head_bucket|stat_object)$/;
/** Steps of browser automation that look for what may not be on the page. */
const WAITS = /(^|\.)(?<!asyncio\.)(wait_for_\w+|wait_until\w*|(is_)?(visible|hidden)|WebDriverWait.*\buntil\w*)$/;
const LOOKS_ON_PAGE = /(^|\.)_?(page|frame|locator|driver|browser|element|el|btn|button)(\.\w+)*\.(locator|query_selector\w*|find_elements?\w*|click|fill|first|inner_text|text_content|get_attribute|count|is_\w+|hover|press|check|tap)\b/;
/** Writing to whoever is connected, who may hang up any time. */
const WRITES_TO_PEER = /(^|[._])(ws|websocket|web_socket|socket|sock|conn|connection|writer|peer)\.(send\w*|write|ping|pong|drain|close|accept)$/i;
const QUIET_METHOD = /^__(repr|str|getattr|getattribute|eq|hash|format|len|bool)__$/;
const AUDITS = /(^|[._ ])audit(s|ed|or|_?logs?|_?trail|_?events?|_?records?)?([._ (]|$)|Audit[A-Z]/i;

export interface LevelChoice {
  readonly level: Level;
  /** Why it is not a warning. */
  readonly because?: string;
  /** Ordinary traffic ends up here: a line says so, and a traceback would only fill the log. */
  readonly isOrdinary?: true;
}

/** A warning; an error where an audit record is lost; debug where somebody excused the failure or it loses nothing. */
export function levelFor(doc: PythonDoc, handler: Handler): LevelChoice {
  const { guarded, attempt } = handler;
  const written = lostRecord(handler);
  if (written) {
    const name = enclosingFunction(attempt)?.field('name')?.text ?? '';
    const isAudit = [...written, ...tableNames(guarded), /^(get|list|find|query|read|show)_/.test(name) ? '' : name].some((each) => AUDITS.test(each));
    return isAudit ? { level: 'error', because: 'an audit record is lost' } : { level: 'warning' };
  }
  const form = foreseenForm(doc, handler);
  if (form !== undefined) return { level: 'debug', because: form, isOrdinary: true };
  const ordinary = ordinaryTraffic(handler);
  // What else the block asks for may be broken, and needs its traceback.
  const isAlone = tellingCalls(guarded).every((call, _i, { length }) => length === 1 || CHECKS_CLIENT.test(call) || PARSES.test(call));
  if (ordinary) return { level: 'debug', because: ordinary, ...(isAlone && { isOrdinary: true }) };
  if (triesOtherPath(handler)) return { level: 'warning', isOrdinary: true };
  const because = keptSession(handler) ? undefined : reasonForDebug(doc, handler);
  return because ? { level: 'debug', because } : { level: 'warning' };
}

const WEIGHTS = [['debug', 10], ['info', 20], ['warning', 30], ['error', 40]] as const;

/** The level raised to the lowest that this logger writes, as logging is set up here. */
export function written(doc: PythonDoc, logger: Logger, choice: LevelChoice, project: ProjectView): LevelChoice {
  const { level, because } = choice;
  const files = collectedIn(project).flatMap(({ path, facts }) => (facts.levels === undefined ? [] : [{ path, facts: facts.levels }]));
  const lowest = lowestWritten(doc, logger, files, project);
  const wanted = WEIGHTS.find(([name]) => name === level)![1];
  if (lowest === undefined || wanted >= lowest) return choice;
  const raised = WEIGHTS.find(([, weight]) => weight >= lowest)?.[0] ?? 'error';
  return { level: raised, because: `${because === undefined ? '' : `${because}; `}\`${logger.expression}\` is set up not to write ${level} lines` };
}

/** The calls of the `try` that write what should be kept, a record, a payment, a file, or send what somebody waits for. */
function lostRecord({ guarded, attempt }: Handler): readonly string[] | undefined {
  const main = mainCalls(guarded);
  if (main?.kind === 'sends') return main.names.some((name) => isMissed(name)) ? main.names : undefined;
  if (main?.kind !== 'writes' || isSchema(guarded)) return undefined;
  const kept = main.names.filter((name) => !COUNTS.test(name) && !WRITES_TO_PEER.test(name) && !isCleanUp(name, attempt));
  return kept.length > 0 ? kept : undefined;
}

/** Tables and classes that are written to, by name: `INSERT INTO admin_audit_log`, `session.add(AuditLog(…))`. */
function tableNames(guarded: PyNode): string[] {
  const tables = runsIn(guarded, 'string').flatMap((text) => /\b(?:INTO|UPDATE)\s+["`]?([\w.]+)/i.exec(contentOf(text))?.[1] ?? []);
  return [...tables, ...runsIn(guarded, 'call').flatMap((call) => lastName(call.field('function')) ?? []).filter((name) => /^[A-Z]/.test(name))];
}

/** What clients and files get wrong every day: a token that is no longer valid, a line that is none. */
function ordinaryTraffic({ guarded, attempt, body }: Handler): string | undefined {
  const calls = tellingCalls(guarded);
  const name = enclosingFunction(attempt)?.field('name')?.text ?? '';
  const check = [...calls, name].find((call) => CHECKS_CLIENT.test(call));
  if (check) return `what a client sends to \`${check}\` may be wrong any time`;
  const parse = isSkipped(attempt, body) && calls.length > 0 && calls.every((call) => PARSES.test(call)) ? calls[0] : undefined;
  return parse && `what \`${parse}\` cannot read is skipped`;
}

/** What a comment says of the form of a value: another one is tried then, or a malformed line is skipped. The exception may show the value. */
function foreseenForm(doc: PythonDoc, { guarded, attempt, clause, body }: Handler): string | undefined {
  if (['sends', 'writes', 'reaches'].includes(mainCalls(guarded)?.kind ?? '')) return undefined;
  const said = commentsAround(doc, clause, attempt).filter(({ start }) => start > clause.start);
  const skips = isSkipped(attempt, body) ? said.find(({ text }) => SKIPS.test(text)) : undefined;
  if (skips) return `a comment says so: "${skips.text.replace(/^#+\s*/, '').slice(0, 60)}"`;
  return said.some(({ text }) => FALLS_THROUGH.test(text)) ? 'another way is tried' : undefined;
}

function isSkipped(attempt: PyNode, body: readonly PyNode[]): boolean {
  return body.every(({ kind }) => kind === 'continue_statement' || kind === 'pass_statement') && enclosingLoop(attempt)?.kind === 'for_statement';
}

function reasonForDebug(doc: PythonDoc, handler: Handler): string | undefined {
  const { clause, attempt, guarded, types, body } = handler;
  const isExcuse = ({ start, text }: PyNode) => ((start > attempt.start ? EXCUSES : STRONG_EXCUSE).test(text) || start > attempt.start && EXCUSES_ELSEWHERE.test(text)) && ![MARKER, ONE_CAUSE, ASKS_FOR_LOG].some((other) => other.test(text));
  const calls = tellingCalls(guarded);
  const runsOnly = calls.length > 0 && calls.every((name) => RUNS_PROGRAM.test(name));
  const foresees = ({ start, text }: PyNode) => foreseesMissing(text, start > attempt.start) || runsOnly && start > attempt.start && NO_PROGRAM.test(text);
  const excuse = commentsAround(doc, clause, attempt).find((comment) => isExcuse(comment) || foresees(comment));
  if (excuse) return `a comment says so: "${excuse.text.replace(/^#+\s*/, '').slice(0, 60)}"`;
  if (enclosingLoop(attempt) && commentsAround(doc, clause, attempt).some(({ start, text }) => start > clause.start && TRIES_NEXT.test(text))) return 'another way is tried';
  const isAll = (matches: (name: string) => boolean) => calls.length > 0 && calls.every(matches);
  if (isAll((name) => isCleanUp(name, attempt))) return 'it is clean-up';
  if (isAll((name) => COUNTS.test(name))) return 'only a metric is lost';
  if (isAll((name) => WRITES_TO_PEER.test(name))) return 'the other side may be gone';
  const isStep = enclosingLoop(attempt) !== undefined && isAll((name) => WAITS.test(name) || LOOKS_ON_PAGE.test(name));
  if (isAll((name) => WAITS.test(name)) || isStep) return 'not to find what is waited for may be normal';
  if (awaitsCancelled(attempt, guarded)) return 'the task was cancelled just before';
  const expected = types.find((type) => EXPECTED_TYPES.test(type.text));
  if (expected) return `\`${expected.text}\` is expected here`;
  if (isSchema(guarded)) return 'the schema may be there already';
  if (/\.receive(_\w+)?$/m.test(calls.join('\n')) && !attempt.text.includes('WebSocketDisconnect')) return 'an ordinary disconnect ends up here too';
  const name = enclosingFunction(attempt)?.field('name')?.text ?? '';
  if (QUIET_METHOD.test(name)) return `\`${name}\` runs in unexpected places`;
  const question = calls.find((call) => ASKS_FOR_OBJECT.test(call));
  if (question) return `\`${question}\` also fails where there is no such object`;
  if (makesInstead(handler)) return 'what is not there is made';
  return body.length === 1 && isFallbackCall(body[0]!) || triesAgain(handler) ? 'another way is tried' : undefined;
}

/** `credentials.Certificate("/etc/app.json")`, else the same of another place: at the start of a program, where it is so on most machines. */
function triesOtherPath({ guarded, body, attempt }: Handler): boolean {
  if (enclosingFunction(attempt) !== undefined || body.length !== 1) return false;
  const [own, ...more] = tellingCalls(guarded);
  return own !== undefined && more.length === 0 && tellingCalls(body[0]!).join() === own && /^\w+ = /.test(body[0]!.text);
}

/** `db.rollback()` on the session of a caller, or on one that is used again: what follows fails on it. */
function keptSession({ guarded, attempt }: Handler): boolean {
  const session = /^(?:await )?([\w.]+)\.rollback\(\)$/.exec(guarded.text)?.[1];
  const fn = session === undefined ? undefined : enclosingFunction(attempt);
  if (!fn || session!.includes('.')) return false;
  const isGiven = fn.field('parameters')!.named.some((parameter) => /^\w+/.exec(parameter.text)?.[0] === session);
  return isGiven || fn.identifiers(session!).some((use) => use.start > attempt.end && !/^\w+\.(close|rollback|remove)$/.test(use.parent!.text));
}

/** `client.get_collection(name)`, else `client.create_collection(name)`. */
function makesInstead({ guarded, body }: Handler): boolean {
  const [asked, ...others] = tellingCalls(guarded);
  if (asked === undefined || others.length > 0 || !LOOKS_FOR.test(lastPart(asked))) return false;
  const made = body.flatMap((statement) => tellingCalls(statement)).filter((name) => MAKES.test(lastPart(name)));
  const words = (name: string) => new Set(name.split(/[._]/).filter((word) => word.length > 2));
  return made.some((name) => [...words(name)].some((word) => words(asked).has(word)) || name.split('.')[0] === asked.split('.')[0]);
}

/** Another `try` in the handler, or the same step with something else: `SELECT … FROM builders`, else from `users`. */
function triesAgain({ guarded, body }: Handler): boolean {
  const last = body.at(-1)!;
  const inner = last.kind === 'try_statement' ? last.field('body')! : undefined;
  const [own, again] = [mainCalls(guarded), inner && mainCalls(inner)];
  return own?.kind === 'reaches' && again?.kind === 'reaches' && body.length <= 2;
}

function lastPart(name: string): string {
  return name.split('.').at(-1)!.replace(/^_+/, '');
}

/** `close()`, and the removal of something that was made for a while: by its name, or where work ends in any case. */
function isCleanUp(name: string, attempt: PyNode): boolean {
  const last = name.split('.').at(-1)!;
  if (CLEAN_UP.test(last)) return true;
  if (!DELETES.test(last)) return false;
  const place = enclosingFunction(attempt)?.field('name')?.text ?? '';
  return enclosingHandler(attempt) !== undefined || standsInFinally(attempt) || MADE_FOR_A_WHILE.test(`${attempt.field('body')!.text} ${place}`);
}

function isSchema(guarded: PyNode): boolean {
  const sql = runsIn(guarded, 'string').map((text) => contentOf(text)).filter((text) => SQL.test(text));
  return sql.length > 0 && sql.every((text) => SCHEMA.test(text));
}

/** Comments inside the handler, at the end of its last line, beside its `try`, and directly above that. */
function commentsAround(doc: PythonDoc, clause: PyNode, attempt: PyNode): PyNode[] {
  const from = lineOf(doc, clause.start);
  const to = lineOf(doc, clause.end);
  const above = lineOf(doc, attempt.start) - 1;
  return [...doc.root.descendants('comment')].filter((comment) => {
    const line = lineOf(doc, comment.start);
    return (line >= from && line <= to) || line === above + 1 || (line === above && lineStart(doc, comment.start) === comment.start - indentAt(doc, comment.start).length);
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

/** `return self._slow_path(x)`, `text = decoded(part)`: the handler does its work another way. */
function isFallbackCall(statement: PyNode): boolean {
  const [inner] = statement.named;
  const value = statement.kind === 'return_statement' ? inner : inner?.kind === 'assignment' ? inner.field('right') : undefined;
  const call = value?.kind === 'await' ? value.named[0] : value;
  return call?.kind === 'call' && !/^[A-Z]/.test(lastName(call.field('function')) ?? '') && (call.field('arguments')?.named.length ?? 0) > 0;
}
