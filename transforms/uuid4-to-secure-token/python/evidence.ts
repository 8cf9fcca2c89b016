import { isProofName, isPublicCode, makesSecret, snakeCase } from '../../../src/languages/secret-names.ts';
import { argumentsOf, enclosingFunction, lastName, lineOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { AUTH, AUTH_STORE, CODE_SENDER, ID, LINK_SECRET, LOCKS, MADE_UP, NEAR, NEAR_FOR_RANDOM, PROOF_RECORD, SESSION, STATE } from '../words.ts';
import { isAlphabet, isUuid, wholeValue, type Made } from './made.ts';
import { directUse, type Use } from './uses.ts';

/** Why a value is a secret, why it is none although it looks like one, or that nothing speaks for it. */
export type Verdict = { readonly evidence: string } | { readonly reason: string; readonly fine?: boolean } | undefined;

const LOCK_CALL = /\bnx\s*=\s*True|_lock\b|\block_|\blease/i;

/** Judges a value by its name, by the function it is made in and by where it goes. */
export function judge(doc: PythonDoc, made: Made, uses: readonly Use[], project: ProjectView): Verdict {
  const named = uses.find(({ kind }) => kind !== 'link');
  const name = named && named.kind !== 'argument' && named.kind !== 'index' && named.kind !== 'parsed' ? named.name : undefined;
  const isProof = (each: string) => isProofName(each, project.options);
  const shuffled = shuffledName(made);
  if (shuffled !== undefined) return isProof(shuffled) ? { evidence: `\`${shuffled}\` is put into an order` } : undefined;
  const secretByName = name !== undefined && named!.kind !== 'returned' && isProof(name);
  const secretByFunction = uses.find((use) => use.kind === 'returned' && makesSecret(use.name, project.options) && !isId(name, use));
  const evidence = secretByName ? nameEvidence(doc, named!, uses, isProof)
    : secretByFunction ? `\`${secretByFunction.name}\` returns it`
      : sessionEvidence(doc, name, uses) ?? (name !== undefined && (isId(name) || isPublicCode(name)) ? undefined
        : flowEvidence(doc, made, name, uses, isProof) ?? stateEvidence(doc, made, name, uses) ?? codeEvidence(doc, made, name) ?? prefixEvidence(made, name) ?? pickEvidence(doc, made, project));
  const verdict = evidence === undefined ? helperVerdict(doc, made, uses, isProof) : { evidence };
  const context = verdict && 'evidence' in verdict ? contextReason(doc, made, name, uses) : undefined;
  return context ? { reason: context, fine: true } : verdict ?? nearReason(made, name);
}

/** `random.shuffle(password)` */
function shuffledName({ parts: [part] }: Made): string | undefined {
  return part!.origin === 'random.shuffle' ? lastName(part!.call && argumentsOf(part!.call).positional[0]) : undefined;
}

function isId(name: string | undefined, use?: Use): boolean {
  return name !== undefined && use?.name !== name && ID.test(snakeCase(name));
}

function nameEvidence(doc: PythonDoc, named: Use, uses: readonly Use[], isProof: (name: string) => boolean): string {
  const strongest = ['cookie', 'link'].map((kind) => uses.find((use) => use.kind === kind)).find(Boolean)
    ?? uses.find((use) => use.sent && isProof(use.name))
    ?? uses.find((use) => use !== named && ['field', 'key', 'keyword'].includes(use.kind) && isProof(use.name));
  return strongest ? describe(doc, named.name, strongest) : named.kind === 'variable' || named.kind === 'field'
    ? `\`${named.name}\` names a secret` : describe(doc, undefined, named);
}

/** A variable whose own name says nothing, such as `code`, but that is put where a secret goes. */
function flowEvidence(doc: PythonDoc, made: Made, name: string | undefined, uses: readonly Use[], isProof: (name: string) => boolean): string | undefined {
  const flow = uses.find((use) => use.kind === 'link' && LINK_SECRET.test(use.name) && (use.name !== 'state' || isAuth(doc, made)))
    ?? uses.find((use) => ['field', 'key', 'keyword', 'cookie'].includes(use.kind) && use.name !== name && isProof(use.name))
    ?? uses.find((use) => use.to !== undefined && /^(code|pin|value)$/.test(use.name) && PROOF_RECORD.test(snakeCase(use.to)));
  return flow && describe(doc, flow.node.isWithin(made.value) ? undefined : name, flow);
}

/** An id of a session lets its holder in only where it is handed out as proof: as a cookie, or in a link to what was stored under it. */
function sessionEvidence(doc: PythonDoc, name: string | undefined, uses: readonly Use[]): string | undefined {
  if (name === undefined || !SESSION.test(snakeCase(name))) return undefined;
  const cookie = uses.find((use) => use.kind === 'cookie' && (SESSION.test(snakeCase(use.name)) || AUTH.test(snakeCase(use.name))));
  if (cookie) return describe(doc, name, cookie);
  const link = uses.find((use) => use.kind === 'link' && LINK_SECRET.test(use.name));
  const store = uses.find((use) => ['argument', 'index'].includes(use.kind) && AUTH_STORE.test(snakeCase(use.name)));
  return link && store ? `${describe(doc, name, link)} and opens what \`${store.name}\` stores under it` : undefined;
}

/** `state` of an authorization request ties the answer to the browser that asked. */
function stateEvidence(doc: PythonDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  if (name === undefined || !STATE.test(snakeCase(name)) || !isAuth(doc, made)) return undefined;
  const stored = uses.find((use) => use.kind === 'key' || use.kind === 'keyword' || use.kind === 'argument');
  return `\`${name}\` guards the login${stored ? `, checked against what is kept on line ${lineOf(doc, stored.node.start)}` : ''}`;
}

/** Digits called `code` in code about accounts, or in a function that sends them. */
function codeEvidence(doc: PythonDoc, made: Made, name: string | undefined): string | undefined {
  if (name === undefined || !/(^|_)(code|pin)$/.test(snakeCase(name)) || isPublicCode(name) || !isDigits(made.value.text)) return undefined;
  const sender = scopeNames(made.value).find((scope) => CODE_SENDER.test(scope));
  if (sender) return `\`${name}\` is a one-time code made in \`${sender}\``;
  return isAuth(doc, made) ? `\`${name}\` is a one-time code: digits, in code about accounts` : undefined;
}

/** `key = f"sk_{…}"`: the prefix that keys of an interface carry. */
function prefixEvidence(made: Made, name: string | undefined): string | undefined {
  const prefix = /^f?["'](sk|rk|pat|whsec)[-_]/.exec(made.value.text)?.[1];
  return prefix && name !== undefined && /(^|_)key$/.test(snakeCase(name)) ? `\`${name}\` starts with \`${prefix}\`, as secret keys do` : undefined;
}

/** `remaining = [random.choice(letters) for …]` in `generate_password`, which joins its lists only later. */
function pickEvidence(doc: PythonDoc, made: Made, project: ProjectView): string | undefined {
  const isPick = made.parts.every(({ origin, call }) => /^random\.(choice|choices)$/.test(origin) && call && isAlphabet(doc, argumentsOf(call).positional[0]));
  const maker = isPick ? enclosingFunction(made.value)?.field('name')?.text : undefined;
  return maker !== undefined && makesSecret(maker, project.options) ? `\`${maker}\` picks characters for it` : undefined;
}

function isDigits(text: string): boolean {
  return /\bdigits\b|["']0123456789["']|rand(int|range)\(\s*(0|1)[0_]{2,}\s*,\s*\d[\d_]{2,}\s*\)|rand(int|range)\(\s*0\s*,\s*9[9_]{2,}\s*\)|randint\(\s*0\s*,\s*9\s*\)/.test(text);
}

/** A helper that only makes text, and what becomes of it where it is called. */
function helperVerdict(doc: PythonDoc, made: Made, uses: readonly Use[], isProof: (name: string) => boolean): Verdict {
  const returned = uses.find(({ kind }) => kind === 'returned');
  if (!returned) return undefined;
  const results = callsTo(doc, returned.name).map((call) => directUse(doc, wholeValue(doc, call)));
  const secret = results.find((use) => use && use.kind !== 'argument' && isProof(use.name));
  if (!secret) return undefined;
  const line = lineOf(doc, secret.node.start);
  const makesIds = isUuid(made) && (ID.test(snakeCase(returned.name)) || !results.every((use) => use && isProof(use.name)));
  return makesIds
    ? { reason: `\`${returned.name}\` makes ids as well as \`${secret.name}\` (line ${line}), which needs a function of its own` }
    : { evidence: `\`${returned.name}\` makes \`${secret.name}\` on line ${line}` };
}

function callsTo(doc: PythonDoc, name: string): PyNode[] {
  const called = doc.root.identifiers(name).map((node) => (node.parent!.kind === 'attribute' ? node.parent! : node));
  return called.filter((node) => node.parent!.kind === 'call' && node.parent!.field('function') === node).map((node) => node.parent!);
}

function isAuth(doc: PythonDoc, made: Made): boolean {
  return AUTH.test(snakeCase(doc.path)) || scopeNames(made.value).some((scope) => AUTH.test(scope));
}

/** Functions and classes around a place, in snake case, innermost first. */
function scopeNames(node: PyNode): string[] {
  return [...node.ancestors()].filter(({ kind }) => kind === 'function_definition' || kind === 'class_definition').map((scope) => snakeCase(scope.field('name')!.text));
}

/** What the surroundings say against a name. */
function contextReason(doc: PythonDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  const scopes = [...scopeNames(made.value), ...snakeCase(doc.path).replace(/\.py$/, '').split('/')];
  const madeUp = scopes.find((scope) => MADE_UP.test(scope)) ?? /["'](mock|fake|test|demo|dummy)[-_ ]/i.exec(made.value.text)?.[1];
  if (madeUp) return `\`${madeUp}\`: the value is made up for a trial`;
  if (name !== undefined && /^(_?token|owner_token|value)$/.test(snakeCase(name))) {
    const lock = scopes.find((scope) => LOCKS.test(scope)) ?? uses.find(({ kind, node }) => kind === 'argument' && LOCK_CALL.test(node.text))?.name;
    if (lock) return `in \`${lock}\` it tells one holder from another and is given to nobody`;
  }
  const id = idItStandsInFor(made.value);
  if (id !== undefined) return `it stands in for \`${id}\`, an id`;
  if (name !== undefined && /code$/i.test(name) && scopes.some((scope) => /certif/.test(scope))) return 'the code of a certificate is there to be shown';
  return undefined;
}

/** `request_id or str(uuid4())`: the value takes the place of an id that is not there. */
function idItStandsInFor(value: PyNode): string | undefined {
  const other = value.kind === 'boolean_operator' && value.field('operator')?.text === 'or' ? value.field('left')! : undefined;
  const name = other && (lastName(other) ?? stringValue(argumentsOf(other).positional[0]));
  return name !== undefined && ID.test(snakeCase(name)) ? name : undefined;
}

/** What a reader would ask about a value that stays as it is. */
function nearReason(made: Made, name: string | undefined): Verdict {
  if (name === undefined) return undefined;
  const words = snakeCase(name);
  if (!(isUuid(made) ? NEAR : NEAR_FOR_RANDOM).test(words)) return undefined;
  if (SESSION.test(words)) return { reason: `\`${name}\` names a session; nothing here hands it out as proof of who somebody is (no cookie, no link)` };
  if (ID.test(words)) return { reason: `\`${name}\` is an id: it has to be unique, not secret`, fine: true };
  if (isPublicCode(name)) return { reason: `\`${name}\` is a code people see and pass on; nothing here uses it as proof`, fine: true };
  if (/jti|nonce|salt/.test(words)) return { reason: `\`${name}\` has to be unique, not secret`, fine: isUuid(made) };
  return isUuid(made) || /code/.test(words) ? { reason: `nothing shows that \`${name}\` proves who somebody is` } : undefined;
}

function describe(doc: PythonDoc, name: string | undefined, use: Use): string {
  const it = name === undefined ? 'the value' : `\`${name}\``;
  const line = `on line ${lineOf(doc, use.node.start)}`;
  if (use.kind === 'cookie') return `${it} is set as the cookie \`${use.name}\` ${line}`;
  if (use.kind === 'link') return `${it} is sent in a link as \`${use.name}\` ${line}`;
  if (use.kind === 'default') return `the value is the default of \`${use.name}\``;
  if (use.sent) return `${it} is returned ${isRoute(use.node) ? 'to the client ' : ''}as \`${use.name}\` ${line}`;
  if (use.kind === 'keyword') return `${it} is passed${use.to === undefined ? '' : ` to \`${use.to}\``} as \`${use.name}\` ${line}`;
  return `${it} is stored as \`${use.name}\` ${line}`;
}

/** A function that a decorator makes the handler of requests. */
function isRoute(node: PyNode): boolean {
  const decorated = enclosingFunction(node)?.parent;
  return decorated?.kind === 'decorated_definition' && ROUTE.test(decorated.named.filter(({ kind }) => kind === 'decorator').map(({ text }) => text).join('\n'));
}
const ROUTE = /\.(get|post|put|patch|delete|route|api_route|websocket)\(|\bapi_view\b|\baction\(/;
