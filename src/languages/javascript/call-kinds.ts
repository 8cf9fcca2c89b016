import { isCall, keyName, literalText, propertyName, runsIn, textOf } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { isMember, pathOf, tellingCallsIn, type TellingCall } from './telling-calls.ts';
import type { Node } from './tree.ts';

/** What a call is there for, strongest first: when a block fails, what it was to send, write or fetch did not happen. */
export const CALL_KINDS = ['sends', 'writes', 'reaches', 'works', 'prepares'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

const SENDS = /^(send|publish|notify|upload|deliver|broadcast|enqueue|email|dispatch)$/;
const WRITES = /^(save|create|update|upsert|insert|delete|destroy|remove|record|store|persist|write|put|bulk|charge|refund|pay|capture|transition|mark|audit|archive|commit|increment|decrement|append|award|grant|revoke|rename|unlink|rm|copy|move|set)$/;
/** The same by more than their first word: `findOneAndUpdate`, `fs.copyFile`. */
const WRITES_WHOLE = /(^|\.)(findOneAnd\w+|findByIdAnd\w+|find(One)?OrCreate|outputFile|outputJson|writeBatch|mset|hset|lpush|rpush|zadd|sadd)$/;
const REACHES = /^(fetch|query|execute|request|download|search|find|load|read|open|scan|invoke|generate|connect|ping|decrypt|count|aggregate|retrieve|list|login|axios|got|exec|spawn|readdir|select|resolve4|lookup)$/;
const AUDITS = /(^|\.)\w*audit\w*\.(log|record|write|track|add|event)\w*$|(^|\.)(log|write|record|add)\w*Audit\w*$|^audit([A-Z]\w*)?$/i;
/** What somebody sent, or a secret kept, is looked into. */
const CHECKS_SECRET = /(^|\.)(jwt\.(verify|decode)|jwtVerify|verify\w*|decrypt\w*|authenticate\w*|checkPassword\w*|bcrypt\.compare)$/;
/** Objects whose methods reach out of the program. */
const OUTSIDE = /(^|[a-z._])(axios|got|ky|superagent|client|session|db|database|cache|redis|http|https|api|s3|queue|repo|repository|bucket|storage|connection|pool|prisma|knex|sequelize|model|collection|supabase|stripe|dns|transporter|trx|tx)s?(\(\))?\.(\w+\.)*\w+$/i;
/** Made or looked at before the work begins, and hardly what fails. */
const PREPARES = /^(build|make|format|to|as|is|has|can|should|normali[sz]e|clean|strip|slugify|sanitize|ensure|exists|begin|with|prepare|init|configure|validate|parse|safe|compute|resolve|register|hash|encode|decode|serialize|stringify|escape|require|cast|map|use|on|once|json|text|blob|array|form|next)$/;
const PREPARES_WHOLE = /(^|\.)#?_?((get|create|make|build|new|init|load)\w*(Client|Engine|App|Connection|Logger|Pool|Url|Uri|Key|Path|Name|Redis|Db|Database|Config|Settings|Service|Manager|Adapter|Provider|Parser|Stripe|Auth|Storage|Instance|Transport|Transporter|IO|Io|Collection|Model|Repository|Queue|Interface|Stream|Hash|Hmac|Server|Context|Element|QueryBuilder|Headers|Options|Token|Id)|getIO|startTransaction|(db|database|connection)\.(collection|model)|supabase\.from|createQueryBuilder|setTimeout)(\(\))?$/;
const WRITES_SQL = /^\W*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\s/i;
/** Ends what another call has written. */
const ENDS_WRITE = /(^|\.)(commit|commitTransaction|endSession|flush)$/;
/** What is only kept at hand: not to write it is no loss of a record. */
const KEPT_AT_HAND = /(^|[a-z._])(cache|redis|memcached|kv|cookieStore|cookies)(Client|Service|Manager)?(\(\))?\.\w+$|^(cache|redis|kv)\w*\.\w+$/i;
/** Tells whoever listens, as a last step beside the work. */
const TO_LISTENERS = /(^|\.)(sse|io|sockets?|wss?|events?|eventBus|emitter|eventEmitter|bus|pubsub|realtime|gateway)(Service|Emitter)?(\(\))?\.(\w+(\(\))?\.)*\w+$|^emit[A-Z]\w*$/i;
/** Values put together in memory, or shown to whoever looks. */
const IN_MEMORY = /(^|\.)(createElement|createHash\(\)\.update|createHmac\(\)\.update|(hash|hmac|cipher|decipher|map|set|headers|params|searchParams|formData|form|doc|pdf|canvas|sheet|worksheet|ctx|buffer|view|array|list|seen|store|state)\.(update|append|set|put|copy|write|delete|record|move|store))$/i;

/** What one call of a block is there for. */
export function kindOf(doc: JavaScriptDoc, { call, name }: TellingCall): CallKind {
  const path = name.replace(/^new /, '');
  const last = path.split('.').at(-1)!.replace(/\(\)$/, '');
  const words = last.replace(/^[#_]+/, '').replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split('_').filter((word) => word !== '');
  const first = words[0] ?? '';
  const isAwaited = doc.tree.parent(call)?.type === 'AwaitExpression';
  if (PREPARES_WHOLE.test(path) || readsBody(call) || IN_MEMORY.test(path) && !isAwaited || call.type === 'NewExpression') return 'prepares';
  if (KEPT_AT_HAND.test(path) || isOfRedis(doc, call)) return 'reaches';
  if (TO_LISTENERS.test(path)) return 'works';
  if (SENDS.test(first) || /[a-z](Send|Notify)[A-Z]|^(email|notification|mail|push)\w*\.\w+$/.test(path)) return 'sends';
  if (runsSql(doc, call)) return 'writes';
  if (CHECKS_SECRET.test(path)) return 'reaches';
  if (AUDITS.test(path)) return 'writes';
  const isOutside = OUTSIDE.test(path);
  const isWrite = WRITES_WHOLE.test(path) || WRITES.test(first) && (first !== 'set' || words.length === 1 && isOutside) && (last !== 'copy' && last !== 'append' && last !== 'add' || isOutside || isAwaited);
  if (isWrite) return 'writes';
  if (REACHES.test(first) || isOutside || call.type === 'TaggedTemplateExpression') return 'reaches';
  if (PREPARES.test(first)) return isAwaited ? 'works' : 'prepares';
  return isAwaited ? 'reaches' : 'works';
}

/** `client.set(…)` of `const client = this.redisService.getClient()`. */
function isOfRedis(doc: JavaScriptDoc, call: Node): boolean {
  const object = isCall(call) && isMember(call.callee) ? call.callee.object : undefined;
  const by = object?.type === 'Identifier' ? doc.scopes.bindingOf(object)?.by : undefined;
  return by?.type === 'VariableDeclarator' && /redis/i.test(pathOf(by.init) ?? '');
}

/** `res.json()`: the answer of something else, taken in. */
export function readsBody(call: Node): boolean {
  return isCall(call) && isMember(call.callee) && call.arguments.length === 0 && /^(json|text|blob|arrayBuffer|formData|buffer)$/.test(propertyName(call.callee) ?? '');
}

/** Whether a call is given a statement that writes, as a text or in a template. */
function runsSql(doc: JavaScriptDoc, call: Node): boolean {
  const own = call.type === 'TaggedTemplateExpression' ? [call.quasi] : [];
  return [...own, ...runsIn(doc.tree, call, 'StringLiteral', 'TemplateLiteral')].some((text) => WRITES_SQL.test(literalText(text) ?? textOf(doc, text)));
}

/** Kinds that change or ask for something outside the program. */
const REACH_OUT: readonly CallKind[] = ['sends', 'writes', 'reaches'];

/** What is known of the functions a block calls: that one catches all that fails in it, or the name of one that throws by itself. */
export interface KnownCalls {
  readonly neverThrows: (call: Node) => boolean;
  readonly guardIn: (call: Node) => string | undefined;
}

/**
 * The telling calls of a block that it is there for and that may be what failed, each name once: all that reach out of the
 * program, else those that throw by themselves, else those of the strongest kind.
 */
export function mainCalls(doc: JavaScriptDoc, guarded: Node, known?: KnownCalls): readonly string[] {
  const calls = tellingCallsIn(doc, guarded).filter(({ call }) => !known || !answersWithError(doc, call) && !known.neverThrows(call)).map((each) => ({ ...each, kind: kindOf(doc, each) }));
  const strongest = CALL_KINDS.find((each) => calls.some(({ kind }) => kind === each));
  const chosen = [
    calls.filter(({ kind }) => REACH_OUT.includes(kind)),
    calls.flatMap(({ call, kind }) => { const name = known?.guardIn(call); return name === undefined ? [] : [{ call, kind, name }]; }),
    calls.filter(({ kind }) => kind === strongest),
  ].find(({ length }) => length > 0) ?? [];
  const names = [...new Set(chosen.map(({ name }) => name))];
  const others = names.filter((name) => !ENDS_WRITE.test(name));
  // What is committed is the work of functions of the project, which may be what failed.
  const works = others.length > 0 ? others : [...new Set(calls.filter(({ kind }) => kind === 'works').map(({ name }) => name))];
  return works.length > 0 ? works : names;
}

/** A query of Supabase that is waited for: it answers `{ data, error }` and does not throw. */
export function answersWithError(doc: JavaScriptDoc, call: Node): boolean {
  if (!isCall(call) || !isMember(call.callee)) return false;
  const path = pathOf(call) ?? '';
  if (!/(^|\.)(from|rpc)\(\)/.test(path) || path.includes('throwOnError')) return false;
  return /^(this\.)?\w*supabase\w*\b/i.test(path) || takesErrorOut(doc, call);
}

/** `const { data, error } = await …`. */
function takesErrorOut(doc: JavaScriptDoc, call: Node): boolean {
  const declarator = doc.tree.parent(doc.tree.parent(call) ?? call);
  return declarator?.type === 'VariableDeclarator' && declarator.id.type === 'ObjectPattern' && declarator.id.properties.some((each) => each.type === 'ObjectProperty' && keyName(each) === 'error');
}

/** The calls of a block of some kind, by name. */
export function callsOfKind(doc: JavaScriptDoc, guarded: Node, kind: CallKind): readonly string[] {
  return tellingCallsIn(doc, guarded).filter((each) => kindOf(doc, each) === kind).map(({ name }) => name);
}
