import { isCall, isFunction, lastName, stringValue, textOf, dottedText } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { isPublicCode, snakeCase } from '../../../src/languages/secret-names.ts';
import { AUTH, ID, LOCKS, LOCK_TABLE, MADE_UP, MARK, NEAR, NEAR_FOR_RANDOM, REAL_DEMO, SESSION } from '../words.ts';
import { isUuid, type Made } from './made.ts';
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

/** What a reader would ask about a value that stays as it is. */
export function nearReason(made: Made, name: string | undefined): { readonly reason: string; readonly fine?: boolean } | undefined {
  if (name === undefined || made.parts[0]!.kind === 'clock') return undefined;
  const words = snakeCase(name);
  if (!(isUuid(made) ? NEAR : NEAR_FOR_RANDOM).test(words)) return undefined;
  if (SESSION.test(words)) return { reason: `\`${name}\` names a session; nothing here hands it out as proof of who somebody is (no cookie, no link)` };
  if (ID.test(words)) return { reason: `\`${name}\` is an id: it has to be unique, not secret`, fine: true };
  if (isPublicCode(name)) return { reason: `\`${name}\` is a code people see and pass on; nothing here uses it as proof`, fine: true };
  if (/jti|nonce|salt/.test(words)) return { reason: `\`${name}\` has to be unique, not secret`, fine: isUuid(made) };
  return isUuid(made) || /code/.test(words) ? { reason: `nothing shows that \`${name}\` proves who somebody is` } : undefined;
}

/** In a function that is given to a router. */
export function isInHandler(doc: JavaScriptDoc, node: Node): boolean {
  for (const each of doc.tree.ancestors(node)) {
    const call = isFunction(each) ? doc.tree.parent(each) : undefined;
    if (isCall(call) && /^(get|post|put|patch|delete|all|use|route)$/.test(lastName(call.callee) ?? '')) return true;
  }
  return false;
}
