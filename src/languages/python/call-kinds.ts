import { literalText, runsIn } from './nodes.ts';
import { isConstructor, tellingCallsIn, type LetsNothingOut, type TellingCall } from './telling-calls.ts';
import type { PyNode } from './tree.ts';

/** What a call is there for, strongest first: when a block fails, what it was to send, write or fetch did not happen. */
export const CALL_KINDS = ['sends', 'writes', 'reaches', 'works', 'prepares'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

const SENDS = /^(send|sends|sendall|sendmail|publish|notify|upload|deliver|broadcast|enqueue|email|push|emit|dispatch)$/;
const WRITES = /^(save|create|update|upsert|insert|delete|record|store|persist|write|put|bulk|executemany|merge|charge|refund|pay|transition|mark|audit|archive|commit|increment|writerow|writerows|setex|hset|lpush|rpush|sadd|zadd)$/;
const WRITES_LAST = /(^|\.)(add_all|write_text|write_bytes|to_csv|to_excel|to_sql|copyfile|move|rename|replace_one|set|execute_write)$/;
const REACHES = /^(fetch|fetchone|fetchall|fetchrow|fetchval|query|select|execute|scalar|scalars|request|requests|urlopen|decrypt|download|search|find|load|read|open|scan|invoke|call|complete|completion|completions|generate|listdir|iterdir|connect|ping|result)$/;
/** What somebody sent, or a secret kept, is looked into. */
const CHECKS_SECRET = /(^|\.)(jwt\.decode|decode_\w*(token|jwt)\w*|verify_\w+|decrypt\w*|authenticate\w*|check_password\w*)$/;
/** Objects whose methods reach out of the program. */
const OUTSIDE = /(^|[_.])(requests|httpx|client|session|db|database|cache|redis|http|api|s3|queue|objects|repo|repository|bucket|storage|conn|connection|cur|cursor|crud|collection)\.\w+$/i;
/** Made or looked at before the work begins, and hardly what fails. */
const PREPARES = /^(build|make|format|to|as|is|has|can|should|normali[sz]e|clean|strip|slugify|sanitize|ensure|exists|cursor|begin|prepare|init|configure|validate|parse|compute|resolve|register|key)$/;
const PREPARES_WHOLE = /(^|\.)(_?(get|create|make|build|new)_\w*(client|engine|app|session|connection|conn|logger|pool|url|uri|key|path|name|redis|db|database|settings|config|service|manager|adapter|provider|parser|loop|user_agent|headers|context)s?|create_(access_|refresh_)?token|get_event_loop|as_completed|create_task|gather|ensure_future|append|add_data|document|collection|cursor|seek|label|subquery|order_by|group_by)$/;
const WRITES_SQL = /^\W*(INSERT|UPDATE|DELETE|REPLACE|MERGE)\s/i;
/** Ends what another call has written. */
const ENDS_WRITE = /(^|\.)(commit|flush|refresh)$/;
/** Notes something in a session of SQLAlchemy, which asks the database later. */
const IN_SESSION = /^(\w+\.)?_?(db|\w*session|sess)\.(add|add_all|delete|merge)$/i;
/** Gives back what the work was done with. */
const PUTS_AWAY = /\.(release|close|quit|disconnect|destroyAllWindows)$/;
/** Takes out of a result what a query has fetched, or puts it away. */
const ENDS_READ = /^\w+\.(first|all|scalar\w*|one\w*|fetch(one|all|many|val)|mappings|label|isnot|in_|unique|close)$/;
/** What is only kept at hand: not to write it is no loss of a record. */
const KEPT_AT_HAND = /(^|[_.])(cache|redis|redis_client|r)\.\w+$/i;
/** A text or picture kept in memory, on its way elsewhere. */
const IN_MEMORY = /^\(\s*_?\w*(buf|buffer|bio|bytes_io|stream|output|out|mem)\b/i;

/** What one call of a block is there for. */
export function kindOf({ call, name }: TellingCall): CallKind {
  const last = name.split('.').at(-1)!;
  const words = last.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split('_').filter((word) => word !== '');
  const isAwaited = call.parent?.kind === 'await';
  if (PREPARES_WHOLE.test(name) || isConstructor(name)) return 'prepares';
  if (ENDS_READ.test(name) && !isAwaited) return 'prepares';
  if (KEPT_AT_HAND.test(name)) return 'reaches';
  if (SENDS.test(words[0]!) || /(^|_)(send|notify)_/.test(last)) return 'sends';
  if (runsSql(call)) return 'writes';
  if (CHECKS_SECRET.test(name)) return 'reaches';
  const isOutside = OUTSIDE.test(name);
  if (last === 'add') return isOutside && !/(session|db)\.add$/i.test(name) ? 'writes' : 'prepares';
  const isWrite = WRITES.test(words[0]!) || WRITES_LAST.test(name) && (last !== 'set' || isOutside) || last === 'dump' && (call.field('arguments')?.named.filter((passed) => passed.kind !== 'keyword_argument').length ?? 0) > 1;
  const isBareUpdate = last === 'update' && !isOutside && !isAwaited || /^update_(layout|traces|xaxes|yaxes|idletasks)$/.test(last);
  if (isWrite && !isBareUpdate && !IN_MEMORY.test(call.field('arguments')?.text ?? '')) return 'writes';
  if ((REACHES.test(words[0]!) || last === 'with_entities') || isOutside) return 'reaches';
  if (PREPARES.test(words[0]!) || /^(key|url|uri|path|name)$/.test(words.at(-1)!)) return isAwaited ? 'works' : 'prepares';
  return isAwaited ? 'reaches' : 'works';
}

/** `at_risk(db)`, `load_orders(session, ids)`. */
function isHandedConnection(call: PyNode): boolean {
  return call.field('arguments')?.named.some(({ text }) => /^(self\.)?_?(db|session|conn|connection)$/.test(text)) ?? false;
}

function runsSql(call: PyNode): boolean {
  return runsIn(call, 'string').some((text) => WRITES_SQL.test(literalText(text) ?? ''));
}

/** The telling calls of a block that it is there for, those of the strongest kind, each name once. */
export function mainCalls(guarded: PyNode, letsNothingOut?: LetsNothingOut): { readonly kind: CallKind; readonly names: readonly string[] } | undefined {
  const found = tellingCallsIn(guarded, letsNothingOut).map((each) => ({ name: each.name, kind: kindOf(each), isHandedConnection: isHandedConnection(each.call) }));
  const working = found.filter(({ name }) => !PUTS_AWAY.test(name));
  const calls = working.length > 0 ? working : found;
  const kind = CALL_KINDS.find((each) => calls.some((call) => call.kind === each));
  if (!kind) return undefined;
  const names = [...new Set(calls.filter((call) => call.kind === kind).map(({ name }) => name))];
  if (kind === 'prepares') {
    const opening = names.filter((name) => !/(^|\.)(close|cursor)$/.test(name));
    return { kind, names: opening.length > 0 ? opening : names };
  }
  // What is handed the connection asks through it too.
  if (kind === 'reaches') return { kind, names: [...new Set(calls.filter((call) => call.kind === kind || call.kind === 'works' && call.isHandedConnection).map(({ name }) => name))] };
  if (kind !== 'writes') return { kind, names };
  // What is put into a session gets to the database when that is committed.
  const commit = names.find((name) => /(^|\.)commit$/.test(name) && names.every((other) => other === name || rootOf(other) === rootOf(name) && (ENDS_WRITE.test(other) || IN_SESSION.test(other))));
  if (commit !== undefined && names.some((name) => IN_SESSION.test(name))) return { kind, names: [commit] };
  const writing = names.filter((name) => !ENDS_WRITE.test(name));
  const executed = calls.filter(({ name }) => /(^|\.)execute\w*$/.test(name)).map(({ name }) => name);
  if (writing.length > 0 || executed.length > 0) return { kind, names: writing.length > 0 ? writing : [...new Set(executed)] };
  // What is committed is the work of a function of the project, which may be what failed.
  const prepared = calls.filter((call) => call.kind === 'works' || call.kind === 'prepares' && /^_?(seed|ensure|init|sync|apply|process|handle|merge)_/.test(call.name)).map(({ name }) => name);
  return { kind, names: [...new Set([...prepared, ...names])] };
}

/** The first of the calls that a block is there for. */
export function mainCall(guarded: PyNode): PyNode | undefined {
  const names = mainCalls(guarded)?.names ?? [];
  return tellingCallsIn(guarded).find(({ name }) => names.includes(name))?.call;
}

/** Calls that reach out beside those a block is there for, and so may be what failed all the same; each name once, in source order. */
export function withOthersThatReach(guarded: PyNode, names: readonly string[], letsNothingOut?: LetsNothingOut): readonly string[] {
  const roots = new Set(names.map(rootOf));
  const mayFail = tellingCallsIn(guarded, letsNothingOut).filter((each) => names.includes(each.name)
    || ['sends', 'writes', 'reaches'].includes(kindOf(each)) && !ENDS_WRITE.test(each.name) && !roots.has(rootOf(each.name)));
  return [...new Set(mayFail.map(({ name }) => name))];
}

/** `db` of `db.query`: what is asked of one object is one step with what is written through it. */
function rootOf(name: string): string {
  return name.split('.')[0]!;
}
