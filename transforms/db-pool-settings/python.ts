import { argumentsOf, lastName, literalText, stringValue } from '../../src/languages/python/nodes.ts';
import { isForDevelopment } from '../../src/languages/python/environment.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { entryOf } from '../../src/languages/python/settings.ts';
import { whenUnset } from '../../src/languages/python/unset.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';

/** What sizes a pool of SQLAlchemy, and what renews its connections. */
const SIZES = ['pool_size', 'max_overflow'];
const RENEWS = ['pool_pre_ping', 'pool_recycle', 'pool_timeout', 'pool_use_lifo'];
const ENGINE = /^(sqlalchemy|sqlmodel)(\.\w+)*\.(create_engine|create_async_engine|async_engine_from_config|engine_from_config)$/;
/** Functions that open one connection: each call goes through the whole handshake. */
const SINGLE = /^(psycopg2?\.connect|psycopg\.(Async)?Connection\.connect|asyncpg\.connect|pymysql\.connect|MySQLdb\.connect|mysql\.connector\.connect|aiomysql\.connect|aiopg\.connect|pyodbc\.connect|oracledb\.connect)$/;
const POOLS = /^(asyncpg\.create_pool|aiomysql\.create_pool|aiopg\.create_pool|aioodbc\.create_pool|psycopg2\.pool\.\w+|psycopg_pool\.\w*ConnectionPool|mysql\.connector\.pooling\.MySQLConnectionPool|dbutils\.pooled_db\.PooledDB|playhouse\.pool\.\w+|oracledb\.create_pool)$/;
const POOL_SIZES = ['min_size', 'max_size', 'minsize', 'maxsize', 'pool_size', 'maxconnections', 'max_connections', 'minconn', 'maxconn', 'max', 'min'];
const CLIENTS = /(^|\.)(MongoClient|AsyncMongoClient|AsyncIOMotorClient|MotorClient)$/;

interface Judged extends Place { readonly isGood: boolean }

/** Settings that others take over, and those of production that do: what these set replaces what is in the base. */
const BASE_SETTINGS = /(^|\/)(base|common|defaults?|__init__)\.py$/;
const PRODUCTION_SETTINGS = /(^|\/)[\w-]*(prod|live)[\w-]*\.py$/;
const NOT_SET = 'every request opens a connection of its own: `CONN_MAX_AGE` is not set';

const rule = checkRule<PythonDoc>({
  prefilter: /create_(async_)?engine|engine_from_config|create_pool|ConnectionPool|PooledDB|\w+\.connect\(|MongoClient|MotorClient|CONN_MAX_AGE|DATABASES|SQLALCHEMY_|dj_database_url|playhouse/,
  * evidence(doc, { path }) {
    for (const { isGood, ...found } of judged(doc, path)) if (isGood) yield found;
  },
  * problems(doc, { path, collected }) {
    const isReplaced = BASE_SETTINGS.test(path) && collected.some((each) => folderOf(each.path) === folderOf(path));
    for (const { isGood, ...found } of judged(doc, path)) if (!isGood && !(isReplaced && found.message === NOT_SET)) yield found;
  },
});

export const python: Rule<PythonDoc> = {
  ...rule,
  collect: {
    prefilter: /CONN_MAX_AGE/,
    facts: (_, { path }) => (PRODUCTION_SETTINGS.test(path) ? { keepsConnections: true } : undefined),
  },
};

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function judge(node: PyNode, isGood: boolean, message: string): Judged {
  return { start: node.start, end: node.end, message, isGood };
}

function* judged(doc: PythonDoc, path: string): Generator<Judged> {
  for (const call of doc.root.descendants('call')) {
    const name = doc.scopes.qualifiedName(call.field('function')) ?? call.field('function')!.text;
    if (isForDevelopment(call, path)) continue;
    if (ENGINE.test(name)) yield* ofEngine(doc, call);
    else if (POOLS.test(name)) yield* ofPool(call, name);
    else if (SINGLE.test(name)) yield judge(call.field('function')!, false, `\`${call.field('function')!.text}\` opens a connection of its own, without a pool`);
    else if (CLIENTS.test(name)) yield* ofMongo(doc, call);
    else if (/^dj_database_url\.(config|parse)$/.test(name)) yield ofAge(call, argumentsOf(call).keywords.get('conn_max_age'), doc);
  }
  for (const assignment of doc.root.descendants('assignment')) {
    const target = assignment.field('left')!;
    const value = assignment.field('right');
    const name = target.kind === 'subscript' ? stringValue(target.field('subscript')) : lastName(target);
    if (!value || isForDevelopment(assignment, path)) continue;
    if (name === 'DATABASES' && value.kind === 'dictionary') yield* ofDjango(doc, value);
    if (name === 'CONN_MAX_AGE' && target.kind === 'subscript') yield ofAge(assignment, value, doc);
    if (name === 'SQLALCHEMY_ENGINE_OPTIONS') yield* ofOptions(assignment, value);
    if (name === 'SQLALCHEMY_POOL_SIZE') yield judge(assignment, true, 'the pool has a size');
  }
}

/** `create_engine(url, pool_size=…)`; SQLite has no server to save connections to. */
function* ofEngine(doc: PythonDoc, call: PyNode): Generator<Judged> {
  const { positional, keywords, hasSplat } = argumentsOf(call);
  const url = positional[0] ?? keywords.get('url');
  const options = keywords.get('connect_args');
  // The name may be bound in each branch of a condition: the nearest one above is meant.
  const named = options?.kind === 'identifier' ? doc.scopes.lookup(options.text, options).map(({ node }) => node.parent?.kind === 'assignment' ? node.parent.field('right') : undefined).filter((value) => value && value.start < call.start).at(-1) : options;
  const isForSqlite = named?.kind === 'dictionary' && /check_same_thread/.test(named.text);
  if (isForSqlite || isWhereSqlite(call) || /^sqlite/.test(addressOf(doc, url) ?? '')) return;
  if (/NullPool|StaticPool/.test(keywords.get('poolclass')?.text ?? '')) {
    yield judge(call, false, 'there is no pool (NullPool): right only where something in front of the database pools');
    return;
  }
  const names = [...keywords.keys(), ...(hasSplat ? spreadNames(doc, call) : [])];
  yield* ofNames(call, names, hasSplat && names.length === keywords.size);
}

/** In the branch of a condition that names SQLite: `if "sqlite" in url:`. */
function isWhereSqlite(call: PyNode): boolean {
  let child = call;
  for (const ancestor of call.ancestors()) {
    const branches = ancestor.kind === 'if_statement' || ancestor.kind === 'elif_clause' ? { condition: ancestor.field('condition'), then: ancestor.field('consequence') } : ancestor.kind === 'conditional_expression' ? { condition: ancestor.named[1], then: ancestor.named[0] } : undefined;
    const condition = branches?.condition?.text ?? '';
    if (/sqlite/i.test(condition) && (branches!.then === child) !== /\bnot\b|!=/.test(condition) && (branches!.then === child || ancestor.kind === 'conditional_expression' || child.kind === 'else_clause')) return true;
    if (/_definition$/.test(ancestor.kind)) return false;
    child = ancestor;
  }
  return false;
}

function* ofNames(node: PyNode, names: readonly string[], isUnknown: boolean): Generator<Judged> {
  const sizes = SIZES.filter((name) => names.includes(name));
  const renews = RENEWS.filter((name) => names.includes(name));
  if (sizes.length > 0) yield judge(node, true, `the pool has ${[...sizes, ...renews].map((name) => `\`${name}\``).join(', ')}`);
  else if (renews.length > 0) {
    yield judge(node, true, `the pool has ${renews.map((name) => `\`${name}\``).join(', ')}`);
    yield judge(node, false, "the size of the pool is SQLAlchemy's own, 5 and 10 more");
  } else yield judge(node, false, isUnknown ? 'the settings of the pool are put together elsewhere: see that its size is among them' : 'nothing is said about the pool');
}

function* ofOptions(assignment: PyNode, value: PyNode): Generator<Judged> {
  const names = value.kind === 'dictionary' ? value.named.flatMap((pair) => stringValue(pair.field('key')) ?? []) : value.kind === 'call' ? [...argumentsOf(value).keywords.keys()] : undefined;
  if (names && names.some((name) => /^pool|overflow/.test(name))) yield* ofNames(assignment, names, false);
}

/** Keys of the dictionaries that `**options` may be. */
function spreadNames(doc: PythonDoc, call: PyNode): string[] {
  const spread = call.field('arguments')!.named.filter(({ kind }) => kind === 'dictionary_splat').map((each) => each.named[0]!);
  return spread.flatMap((each) => {
    const name = lastName(each.kind === 'call' ? each.field('function') : each);
    const dictionaries = doc.root.descendants('assignment').filter((assignment) => lastName(assignment.field('left')) === name).flatMap((assignment) => assignment.field('right') ?? []);
    const stored = doc.root.descendants('subscript').filter((subscript) => subscript.field('value')?.text === name && subscript.parent?.kind === 'assignment').flatMap((subscript) => stringValue(subscript.field('subscript')) ?? []);
    const updated = doc.root.descendants('call').filter((update) => update.field('function')!.text === `${name}.update`);
    const returned = doc.root.descendants('function_definition').filter((fn) => fn.field('name')!.text === name);
    const inside = [each, ...dictionaries, ...updated, ...returned];
    return [...stored, ...inside.flatMap((node) => [node, ...node.descendants('dictionary', 'call')]).flatMap((node) => node.kind === 'dictionary' ? node.named.flatMap((pair) => stringValue(pair.field('key')) ?? []) : node.kind === 'call' ? [...argumentsOf(node).keywords.keys()] : [])];
  });
}

function addressOf(doc: PythonDoc, url: PyNode | undefined): string | undefined {
  const unset = whenUnset(doc, url);
  if (typeof unset === 'string') return /getenv|environ|config\(|env\(/.test(url!.text) || (url!.kind === 'identifier' && readsAnything(doc, url!)) ? undefined : unset;
  return literalText(url);
}

/** A name filled from the environment may be any database, whatever its default. */
function readsAnything(doc: PythonDoc, name: PyNode): boolean {
  return doc.scopes.lookup(name.text, name).some(({ node }) => /getenv|environ|config\(|env\(|settings/.test(node.parent?.field('right')?.text ?? ''));
}

function* ofPool(call: PyNode, name: string): Generator<Judged> {
  const { positional, keywords } = argumentsOf(call);
  const isSized = POOL_SIZES.some((each) => keywords.has(each)) || (/^psycopg2\./.test(name) && positional.length >= 2);
  yield judge(call, true, `\`${call.field('function')!.text}\` makes a pool`);
  if (!isSized) yield judge(call, false, 'the size of the pool is that of the library');
}

function* ofMongo(doc: PythonDoc, call: PyNode): Generator<Judged> {
  const { keywords, positional } = argumentsOf(call);
  const isSized = ['maxPoolSize', 'minPoolSize', 'max_pool_size'].some((name) => keywords.has(name)) || /maxPoolSize/.test(literalText(positional[0]) ?? '') || spreadNames(doc, call).some((name) => /PoolSize/.test(name));
  yield judge(call, isSized, isSized ? 'the client has `maxPoolSize`' : "nothing is said about the client's pool");
}

/** The databases of Django; SQLite is a file. */
function* ofDjango(doc: PythonDoc, databases: PyNode): Generator<Judged> {
  for (const pair of databases.named.filter(({ kind }) => kind === 'pair')) {
    const value = pair.field('value')!;
    const engine = entryOf(value, 'ENGINE');
    if (!engine || /sqlite/.test(engine.text)) continue;
    const options = entryOf(value, 'OPTIONS');
    const pool = options && entryOf(options, 'pool');
    if (pool && pool.kind !== 'false') yield judge(pool, true, 'the database has a pool');
    else yield ofAge(pair, entryOf(value, 'CONN_MAX_AGE'), doc);
  }
}

function ofAge(node: PyNode, age: PyNode | undefined, doc: PythonDoc): Judged {
  const seconds = whenUnset(doc, age);
  if (!age) return judge(node.field('key') ?? node, false, NOT_SET);
  if (seconds === 0 || seconds === '0') return judge(age, false, 'every request opens a connection of its own: `CONN_MAX_AGE` is 0');
  return judge(age, true, 'connections are kept for further requests (`CONN_MAX_AGE`)');
}
