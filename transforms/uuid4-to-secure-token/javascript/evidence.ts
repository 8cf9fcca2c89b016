import { isCall, isFunction, lastName, lineOf, stringValue, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import { isProofName, isPublicCode, makesSecret, snakeCase } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { AUTH, AUTH_STORE, CODE_SENDER, ID, LINK_SECRET, LOCKS, MADE_UP, NEAR, NEAR_FOR_RANDOM, PROOF_RECORD, SESSION, STATE } from '../words.ts';
import { isUuid, wholeValue, type Made } from './made.ts';
import { directUse, scopesAround, usesOf, type Use } from './uses.ts';

/** Why a value is a secret, why it is none although it looks like one, or that nothing speaks for it. */
export type Verdict = { readonly evidence: string } | { readonly reason: string; readonly fine?: boolean } | undefined;

const LOCK_CALL = /['"]NX['"]|\bNX:\s*true|lock\b|\block|lease/i;
const KEPT = ['variable', 'field', 'default', 'key', 'cookie', 'returned'];

/** Judges a value by its name, by the function it is made in and by where it goes. */
export function judge(doc: JavaScriptDoc, made: Made, uses: readonly Use[], project: ProjectView): Verdict {
  const named = uses.find(({ kind }) => KEPT.includes(kind));
  const name = named?.name;
  const isProof = (each: string) => isProofName(each, project.options);
  const secretByName = name !== undefined && named!.kind !== 'returned' && isProof(name);
  const secretByFunction = uses.find((use) => use.kind === 'returned' && makesSecret(use.name, project.options));
  const isNamedId = name !== undefined && named!.kind !== 'returned' && ID.test(snakeCase(name));
  const evidence = secretByName ? nameEvidence(doc, named!, uses, isProof)
    : secretByFunction && !isNamedId ? `\`${secretByFunction.name}\` returns it`
      : sessionEvidence(doc, name, uses) ?? (isNamedId || (name !== undefined && isPublicCode(name)) ? undefined
        : flowEvidence(doc, made, name, uses, isProof) ?? stateEvidence(doc, made, name, uses) ?? codeEvidence(doc, made, name) ?? prefixEvidence(doc, made, name));
  const verdict = evidence === undefined ? helperVerdict(doc, made, uses, isProof) : { evidence };
  const context = verdict && 'evidence' in verdict ? contextReason(doc, made, name, uses) : undefined;
  return context ? { reason: context, fine: true } : verdict ?? nearReason(made, name);
}

function nameEvidence(doc: JavaScriptDoc, named: Use, uses: readonly Use[], isProof: (name: string) => boolean): string {
  const strongest = ['cookie', 'link'].map((kind) => uses.find((use) => use.kind === kind)).find(Boolean)
    ?? uses.find((use) => use.sent && isProof(use.name))
    ?? uses.find((use) => use !== named && ['field', 'key'].includes(use.kind) && isProof(use.name));
  return strongest ? describe(doc, named.name, strongest) : named.kind === 'variable' || named.kind === 'field'
    ? `\`${named.name}\` names a secret` : describe(doc, undefined, named);
}

/** A variable whose own name says nothing, such as `code`, but that is put where a secret goes. */
function flowEvidence(doc: JavaScriptDoc, made: Made, name: string | undefined, uses: readonly Use[], isProof: (name: string) => boolean): string | undefined {
  const flow = uses.find((use) => use.kind === 'link' && LINK_SECRET.test(use.name) && (use.name !== 'state' || isAuth(doc, made)))
    ?? uses.find((use) => ['field', 'key', 'cookie'].includes(use.kind) && use.name !== name && isProof(use.name))
    ?? uses.find((use) => use.to !== undefined && /^(code|pin|value)$/.test(use.name) && PROOF_RECORD.test(snakeCase(use.to)));
  return flow && describe(doc, isWithin(flow.node, made.value) ? undefined : name, flow);
}

/** An id of a session lets its holder in only where it is handed out as proof: as a cookie, or in a link to what was stored under it. */
function sessionEvidence(doc: JavaScriptDoc, name: string | undefined, uses: readonly Use[]): string | undefined {
  if (name === undefined || !SESSION.test(snakeCase(name))) return undefined;
  const handedOn = uses.filter(({ kind }) => kind === 'returned').flatMap((use) => callsTo(doc, use.name, use.node).flatMap((call) => usesOf(doc, wholeValue(doc, call))));
  const cookie = [...uses, ...handedOn].find((use) => use.kind === 'cookie' && (SESSION.test(snakeCase(use.name)) || AUTH.test(snakeCase(use.name)) || /session|sid/i.test(use.name)));
  if (cookie) return describe(doc, name, cookie);
  const link = uses.find((use) => use.kind === 'link' && LINK_SECRET.test(use.name));
  const store = uses.find((use) => ['argument', 'index'].includes(use.kind) && AUTH_STORE.test(snakeCase(use.name)));
  return link && store ? `${describe(doc, name, link)} and opens what \`${store.name}\` stores under it` : undefined;
}

/** `state` of an authorization request ties the answer to the browser that asked. */
function stateEvidence(doc: JavaScriptDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  if (name === undefined || !STATE.test(snakeCase(name)) || !isAuth(doc, made) || !isText(made)) return undefined;
  const stored = uses.find((use) => use.kind === 'key' || use.kind === 'argument');
  return `\`${name}\` guards the login${stored ? `, checked against what is kept on line ${lineOf(doc, stored.node.start!)}` : ''}`;
}

function isText({ parts }: Made): boolean {
  return parts.every(({ kind }) => kind !== 'clock');
}

/** Digits called `code` in code about accounts, or in a function that sends them. */
function codeEvidence(doc: JavaScriptDoc, made: Made, name: string | undefined): string | undefined {
  if (name === undefined || !/(^|_)(code|pin)$/.test(snakeCase(name)) || isPublicCode(name) || !isDigits(textOf(doc, made.value))) return undefined;
  const sender = scopesAround(doc, made.value).find((scope) => CODE_SENDER.test(snakeCase(scope)));
  if (sender) return `\`${name}\` is a one-time code made in \`${sender}\``;
  return isAuth(doc, made) ? `\`${name}\` is a one-time code: digits, in code about accounts` : undefined;
}

/** `key = 'sk_' + …`: the prefix that keys of an interface carry. */
function prefixEvidence(doc: JavaScriptDoc, made: Made, name: string | undefined): string | undefined {
  const prefix = /^["'`](sk|rk|pat|whsec)[-_]/.exec(textOf(doc, made.value))?.[1];
  return prefix && name !== undefined && /(^|_)key$/.test(snakeCase(name)) ? `\`${name}\` starts with \`${prefix}\`, as secret keys do` : undefined;
}

function isDigits(text: string): boolean {
  return /\bdigits\b|["'`]0123456789["'`]|random\(\)\s*\*\s*(9|1)0{2,}|random\(\)\s*\*\s*9e\d|random\(\)\s*\*\s*9[9_]{2,}|random\(\)\s*\*\s*(1|9)00_000|random\(\)\s*\*\s*10\s*\)/i.test(text);
}

/** A helper that only makes text, and what becomes of it where it is called. */
function helperVerdict(doc: JavaScriptDoc, made: Made, uses: readonly Use[], isProof: (name: string) => boolean): Verdict {
  const returned = uses.find(({ kind }) => kind === 'returned');
  if (!returned) return undefined;
  const results = callsTo(doc, returned.name, made.value).map((call) => directUse(doc, wholeValue(doc, call)));
  const secret = results.find((use) => use && use.kind !== 'argument' && use.kind !== 'returned' && isProof(use.name));
  if (!secret) return undefined;
  const line = lineOf(doc, secret.node.start!);
  const makesIds = isUuid(made) && (ID.test(snakeCase(returned.name)) || !results.every((use) => use && isProof(use.name)));
  return makesIds
    ? { reason: `\`${returned.name}\` makes ids as well as \`${secret.name}\` (line ${line}), which needs a function of its own` }
    : { evidence: `\`${returned.name}\` makes \`${secret.name}\` on line ${line}` };
}

function callsTo(doc: JavaScriptDoc, name: string, value: Node): Node[] {
  return doc.tree.all('CallExpression').filter((call) => lastName(call.callee) === name && !isWithin(call, value));
}

function isAuth(doc: JavaScriptDoc, made: Made): boolean {
  return AUTH.test(snakeCase(doc.path).replaceAll('-', '_')) || scopesAround(doc, made.value).some((scope) => AUTH.test(snakeCase(scope)));
}

/** What the surroundings say against a name. */
function contextReason(doc: JavaScriptDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  const text = textOf(doc, made.value);
  const scopes = [...scopesAround(doc, made.value).map(snakeCase), ...snakeCase(doc.path).replace(/\.[cm]?[jt]sx?$/, '').split(/[/.]/)];
  const madeUp = scopes.find((scope) => MADE_UP.test(scope)) ?? /(?:["'`]|[-_])(mock|fake|test|demo|dummy|sim|smoke)[-_ ]/i.exec(text)?.[1];
  if (madeUp) return `\`${madeUp}\`: the value is made up for a trial`;
  if (name !== undefined && /^(_?token|owner_token|value)$/.test(snakeCase(name))) {
    const lock = scopes.find((scope) => LOCKS.test(scope)) ?? uses.find(({ kind, node }) => kind === 'argument' && LOCK_CALL.test(textOf(doc, node)))?.name;
    if (lock) return `in \`${lock}\` it tells one holder from another and is given to nobody`;
  }
  const id = idItStandsInFor(made.value);
  if (id !== undefined) return `it stands in for \`${id}\`, an id`;
  if (name !== undefined && /code$/i.test(name) && scopes.some((scope) => /certif/.test(scope))) return 'the code of a certificate is there to be shown';
  return undefined;
}

/** `requestId || randomUUID()`: the value takes the place of an id that is not there. */
function idItStandsInFor(value: Node): string | undefined {
  const other = value.type === 'LogicalExpression' && value.operator !== '&&' ? value.left : undefined;
  const name = other && (lastName(other) ?? (isCall(other) ? stringValue(other.arguments[0]) : undefined));
  return name !== undefined && ID.test(snakeCase(name)) ? name : undefined;
}

/** What a reader would ask about a value that stays as it is. */
function nearReason(made: Made, name: string | undefined): Verdict {
  if (name === undefined || made.parts[0]!.kind === 'clock') return undefined;
  const words = snakeCase(name);
  if (!(isUuid(made) ? NEAR : NEAR_FOR_RANDOM).test(words)) return undefined;
  if (SESSION.test(words)) return { reason: `\`${name}\` names a session; nothing here hands it out as proof of who somebody is (no cookie, no link)` };
  if (ID.test(words)) return { reason: `\`${name}\` is an id: it has to be unique, not secret`, fine: true };
  if (isPublicCode(name)) return { reason: `\`${name}\` is a code people see and pass on; nothing here uses it as proof`, fine: true };
  if (/jti|nonce|salt/.test(words)) return { reason: `\`${name}\` has to be unique, not secret`, fine: isUuid(made) };
  return isUuid(made) || /code/.test(words) ? { reason: `nothing shows that \`${name}\` proves who somebody is` } : undefined;
}

function describe(doc: JavaScriptDoc, name: string | undefined, use: Use): string {
  const it = name === undefined ? 'the value' : `\`${name}\``;
  const line = `on line ${lineOf(doc, use.node.start!)}`;
  if (use.kind === 'cookie') return `${it} is set as the cookie \`${use.name}\` ${line}`;
  if (use.kind === 'link') return `${it} is sent in a link as \`${use.name}\` ${line}`;
  if (use.kind === 'default') return `the value is the default of \`${use.name}\``;
  if (use.sent) return `${it} is ${isInHandler(doc, use.node) ? 'sent to the client' : 'returned'} as \`${use.name}\` ${line}`;
  if (use.to !== undefined) return `${it} is passed to \`${use.to}\` as \`${use.name}\` ${line}`;
  return `${it} is stored as \`${use.name}\` ${line}`;
}

/** In a function that is given to a router. */
function isInHandler(doc: JavaScriptDoc, node: Node): boolean {
  for (const each of doc.tree.ancestors(node)) {
    const call = isFunction(each) ? doc.tree.parent(each) : undefined;
    if (isCall(call) && /^(get|post|put|patch|delete|all|use|route)$/.test(lastName(call.callee) ?? '')) return true;
  }
  return false;
}
