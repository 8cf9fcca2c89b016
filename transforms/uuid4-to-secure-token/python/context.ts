import { snakeCase } from '../../../src/languages/secret-names.ts';
import { argumentsOf, dottedText, enclosingFunction, lastName, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { AUTH, ID, LOCKS, LOCK_TABLE, MADE_UP, MARK, REAL_DEMO } from '../words.ts';
import type { Made } from './made.ts';
import type { Use } from './uses.ts';

const LOCK_CALL = /\bnx\s*=\s*True|_lock\b|\block_|\blease/i;

/** What the surroundings say against a name. */
export function contextReason(doc: PythonDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  const scopes = [...scopeNames(made.value), ...snakeCase(doc.path).replace(/\.py$/, '').split('/')];
  const madeUp = scopes.find((scope) => MADE_UP.test(scope.replace(REAL_DEMO, ''))) ?? /["'](mock|fake|test|demo|dummy)[-_ ]/i.exec(made.value.text)?.[1];
  if (madeUp) return `\`${madeUp}\`: the value is made up for a trial`;
  const lock = name !== undefined && MARK.test(snakeCase(name)) && !uses.some(isHandedOut) ? scopes.find((scope) => LOCKS.test(scope)) ?? uses.map(lockOf).find(Boolean) : undefined;
  if (lock) return `in \`${lock}\` it tells one holder from another and is given to nobody`;
  const id = idItStandsInFor(made.value);
  if (id !== undefined) return `it stands in for \`${id}\`, an id`;
  if (name !== undefined && /code$/i.test(name) && scopes.some((scope) => /certif/.test(scope))) return 'the code of a certificate is there to be shown';
  return undefined;
}

/** Somebody gets it, and with it what it opens. */
function isHandedOut({ kind, sent, node }: Use): boolean {
  return ['cookie', 'link', 'told'].includes(kind) || (sent === true && isRoute(node));
}

/** The lock that a call takes or the table it writes to. */
function lockOf({ kind, name, node }: Use): string | undefined {
  if (kind === 'argument' && LOCK_CALL.test(node.text)) return name;
  const call = node.kind === 'call' ? node : node.closest('call');
  const callee = call && dottedText(call.field('function'));
  if (callee !== undefined && callee.split('.').some((part) => LOCKS.test(snakeCase(part)))) return callee;
  return call && LOCK_TABLE.exec(call.text)?.[1];
}

/** `request_id or str(uuid4())`: the value takes the place of an id that is not there. */
function idItStandsInFor(value: PyNode): string | undefined {
  const other = value.kind === 'boolean_operator' && value.field('operator')?.text === 'or' ? value.field('left')! : undefined;
  const name = other && (lastName(other) ?? stringValue(argumentsOf(other).positional[0]));
  return name !== undefined && ID.test(snakeCase(name)) ? name : undefined;
}

export function isAuth(doc: PythonDoc, made: Made): boolean {
  return AUTH.test(snakeCase(doc.path)) || scopeNames(made.value).some((scope) => AUTH.test(scope));
}

/** Functions and classes around a place, in snake case, innermost first. */
export function scopeNames(node: PyNode): string[] {
  return [...node.ancestors()].filter(({ kind }) => kind === 'function_definition' || kind === 'class_definition').map((scope) => snakeCase(scope.field('name')!.text));
}

/** A function that a decorator makes the handler of requests. */
export function isRoute(node: PyNode): boolean {
  const decorated = enclosingFunction(node)?.parent;
  return decorated?.kind === 'decorated_definition' && ROUTE.test(decorated.named.filter(({ kind }) => kind === 'decorator').map(({ text }) => text).join('\n'));
}
const ROUTE = /\.(get|post|put|patch|delete|route|api_route|websocket)\(|\bapi_view\b|\baction\(/;
