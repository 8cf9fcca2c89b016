import { isCall, isFunction, lastName, stringValue, textOf, dottedText } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import { AUTH, ID, LOCKS, LOCK_TABLE, MADE_UP, MARK, REAL_DEMO } from '../words.ts';
import type { Made } from './made.ts';
import { scopesAround, type Use } from './uses.ts';

const LOCK_CALL = /['"]NX['"]|\bNX:\s*true|lock\b|\block|lease/i;

export function isAuth(doc: JavaScriptDoc, made: Made): boolean {
  return AUTH.test(snakeCase(doc.path).replaceAll('-', '_')) || scopesAround(doc, made.value).some((scope) => AUTH.test(snakeCase(scope)));
}

/** What the surroundings say against a name. */
export function contextReason(doc: JavaScriptDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  const text = textOf(doc, made.value);
  const scopes = [...scopesAround(doc, made.value).map(snakeCase), ...snakeCase(doc.path).replace(/\.[cm]?[jt]sx?$/, '').split(/[/.]/)];
  const madeUp = scopes.find((scope) => MADE_UP.test(scope.replace(REAL_DEMO, ''))) ?? /(?:["'`]|(?<!live)[-_])(mock|fake|test|demo|dummy|sim|smoke)[-_ ]/i.exec(text)?.[1];
  if (madeUp) return `\`${madeUp}\`: the value is made up for a trial`;
  const lock = name !== undefined && MARK.test(snakeCase(name)) && !uses.some((use) => isHandedOut(doc, use)) ? scopes.find((scope) => LOCKS.test(scope)) ?? uses.map((use) => lockOf(doc, use)).find(Boolean) : undefined;
  if (lock) return `in \`${lock}\` it tells one holder from another and is given to nobody`;
  const id = idItStandsInFor(made.value);
  if (id !== undefined) return `it stands in for \`${id}\`, an id`;
  if (name !== undefined && /code$/i.test(name) && scopes.some((scope) => /certif/.test(scope))) return 'the code of a certificate is there to be shown';
  return undefined;
}

/** Somebody gets it, and with it what it opens. */
function isHandedOut(doc: JavaScriptDoc, { kind, sent, node }: Use): boolean {
  return ['cookie', 'link', 'told'].includes(kind) || (sent === true && isInHandler(doc, node));
}

/** The lock that a call takes or the table it writes to. */
function lockOf(doc: JavaScriptDoc, { kind, name, node }: Use): string | undefined {
  if (kind === 'argument' && LOCK_CALL.test(textOf(doc, node))) return name;
  const call = isCall(node) ? node : [...doc.tree.ancestors(node)].find((each) => isCall(each));
  if (!isCall(call)) return undefined;
  const callee = dottedText(call.callee);
  if (callee?.split('.').some((part) => LOCKS.test(snakeCase(part)))) return callee;
  return LOCK_TABLE.exec(textOf(doc, call))?.[1];
}

/** `requestId || randomUUID()`: the value takes the place of an id that is not there. */
function idItStandsInFor(value: Node): string | undefined {
  const other = value.type === 'LogicalExpression' && value.operator !== '&&' ? value.left : undefined;
  const name = other && (lastName(other) ?? (isCall(other) ? stringValue(other.arguments[0]) : undefined));
  return name !== undefined && ID.test(snakeCase(name)) ? name : undefined;
}

/** In a function that is given to a router. */
export function isInHandler(doc: JavaScriptDoc, node: Node): boolean {
  for (const each of doc.tree.ancestors(node)) {
    const call = isFunction(each) ? doc.tree.parent(each) : undefined;
    if (isCall(call) && /^(get|post|put|patch|delete|all|use|route)$/.test(lastName(call.callee) ?? '')) return true;
  }
  return false;
}
