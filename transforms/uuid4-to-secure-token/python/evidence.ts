import { isProofName, isPublicCode, makesSecret, snakeCase } from '../../../src/languages/secret-names.ts';
import { argumentsOf, enclosingFunction, lastName, lineOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { AUTH, AUTH_STORE, CODE_SENDER, ID, LINK_SECRET, OPENING_CODE, PROOF_RECORD, SESSION, STATE } from '../words.ts';
import { nearReason } from '../near.ts';
import { contextReason, isAuth, isRoute, scopeNames } from './context.ts';
import { isAlphabet, isUuid, wholeValue, type Made } from './made.ts';
import { lookedUpOn, sessionReadOn, usesInCallees } from './opens.ts';
import { usesOf, usesOfVariable, type Use } from './uses.ts';

/** Why a value is a secret, why it is none although it looks like one, or that nothing speaks for it. */
export type Verdict = { readonly evidence: string } | { readonly reason: string; readonly fine?: boolean } | undefined;

/** Judges a value by its name, by the function it is made in and by where it goes. */
export function judge(doc: PythonDoc, made: Made, uses: readonly Use[], project: ProjectView): Verdict {
  const named = uses.find(({ kind }) => kind !== 'link' && kind !== 'told');
  const name = named && named.kind !== 'argument' && named.kind !== 'index' && named.kind !== 'parsed' ? named.name : undefined;
  const isProof = (each: string) => isProofName(each, project.options);
  const shuffled = shuffledName(made);
  if (shuffled !== undefined) return isProof(shuffled) ? { evidence: `\`${shuffled}\` is put into an order` } : undefined;
  const secretByName = name !== undefined && named!.kind !== 'returned' && isProof(name);
  const secretByFunction = uses.find((use) => use.kind === 'returned' && makesSecret(use.name, project.options) && !isId(name, use));
  const evidence = secretByName ? nameEvidence(doc, named!, uses, isProof)
    : secretByFunction ? `\`${secretByFunction.name}\` returns it`
      : sessionEvidence(doc, made, name, uses, isProof) ?? (name !== undefined && (isId(name) || isShown(name)) ? undefined
        : flowEvidence(doc, made, name, uses, isProof) ?? sentEvidence(doc, made, name, uses) ?? openingEvidence(doc, made, uses) ?? stateEvidence(doc, made, name, uses) ?? codeEvidence(doc, made, name) ?? prefixEvidence(made, name) ?? pickEvidence(doc, made, project));
  const verdict = evidence === undefined ? helperVerdict(doc, made, uses, isProof) : { evidence };
  const context = verdict && 'evidence' in verdict ? contextReason(doc, made, name, uses) : undefined;
  return context ? { reason: context, fine: true } : verdict ?? nearReason(name, isUuid(made));
}

/** `random.shuffle(password)` */
function shuffledName({ parts: [part] }: Made): string | undefined {
  return part!.origin === 'random.shuffle' ? lastName(part!.call && argumentsOf(part!.call).positional[0]) : undefined;
}

/** A code that everybody may see, whatever it is used for. */
function isShown(name: string): boolean {
  return isPublicCode(name) && !OPENING_CODE.test(snakeCase(name));
}

function isId(name: string | undefined, use?: Use): boolean {
  return name !== undefined && use?.name !== name && ID.test(snakeCase(name));
}

function nameEvidence(doc: PythonDoc, named: Use, uses: readonly Use[], isProof: (name: string) => boolean): string {
  const strongest = ['cookie', 'link'].map((kind) => uses.find((use) => use.kind === kind)).find(Boolean)
    ?? uses.find((use) => use.sent && isProof(use.name))
    ?? uses.find((use) => use !== named && ['field', 'key', 'keyword'].includes(use.kind) && isProof(use.name))
    ?? uses.find(({ kind }) => kind === 'told');
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

/** What a text calls a code that lets in. */
function sentEvidence(doc: PythonDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  const told = uses.find((use) => use.kind === 'told' && (use.name === 'code' || isDigits(made.value.text)));
  return told && describe(doc, told.node.isWithin(made.value) ? undefined : name, told);
}

/** A code of a booking or a confirmation that its holder gets to it with. */
function openingEvidence(doc: PythonDoc, made: Made, uses: readonly Use[]): string | undefined {
  const opening = uses.find((use) => OPENING_CODE.test(snakeCase(use.name)));
  const line = opening && lookedUpOn(doc, made.value, opening.name);
  return line === undefined ? undefined : `\`${opening!.name}\` opens what is found by it on line ${line}`;
}

/** An id of a session lets its holder in only where it is handed out as proof: as a cookie, as a token, or in a link to what was stored under it. */
function sessionEvidence(doc: PythonDoc, made: Made, name: string | undefined, uses: readonly Use[], isProof: (name: string) => boolean): string | undefined {
  if (name === undefined || !SESSION.test(snakeCase(name.replace(/^(create|new|make|start|open|generate)_/, '')))) return undefined;
  const handedOn = uses.filter(({ kind }) => kind === 'returned').flatMap((use) => callsTo(doc, use.name).flatMap((call) => usesOf(doc, wholeValue(doc, call), [call])));
  const all = [...uses, ...handedOn, ...usesInCallees(doc, uses, (parameter) => usesOfVariable(doc, parameter))];
  const proof = all.find((use) => use.kind === 'cookie' && (/session|(^|_)sid(_|$)/.test(snakeCase(use.name)) || AUTH.test(snakeCase(use.name))))
    ?? all.find((use) => ['key', 'keyword'].includes(use.kind) && use.sent && use.name !== name && isProof(use.name));
  if (proof) return describe(doc, name, proof);
  const read = sessionReadOn(doc, name, isAuth(doc, made));
  if (read !== undefined) return `\`${name}\` is what the client proves itself with on line ${read}`;
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
  return /\bdigits\b|["']0123456789["']|\(\s*[01][0_]{2,}\s*,\s*\d[\d_]{2,}\s*\)|\(\s*\d[\d_]*\s*,\s*9[9_]{2,}\s*\)|\(\s*[19]0[0_]{2,}\s*\)|randint\(\s*0\s*,\s*9\s*\)/.test(text);
}

/** A helper that only makes text, and what becomes of it where it is called. */
function helperVerdict(doc: PythonDoc, made: Made, uses: readonly Use[], isProof: (name: string) => boolean): Verdict {
  const returned = uses.find(({ kind }) => kind === 'returned');
  if (!returned) return undefined;
  const results = callsTo(doc, returned.name).map((call) => proofOf(doc, made, usesOf(doc, wholeValue(doc, call), [call]), isProof));
  const secret = results.find((proof) => proof !== undefined);
  if (!secret) return undefined;
  const makesIds = isUuid(made) && (ID.test(snakeCase(returned.name)) || !results.every((proof) => proof !== undefined));
  return makesIds
    ? { reason: `\`${returned.name}\` makes ids as well as ${secret.what} (line ${secret.line}), which needs a function of its own` }
    : { evidence: `\`${returned.name}\` makes ${secret.what} on line ${secret.line}` };
}

/** The secret that a result of a helper becomes. */
function proofOf(doc: PythonDoc, made: Made, uses: readonly Use[], isProof: (name: string) => boolean): { readonly what: string; readonly line: number } | undefined {
  const named = uses.find(({ kind }) => !['argument', 'index', 'parsed', 'link', 'told'].includes(kind));
  if (named && isId(named.name)) return undefined;
  const proof = uses.find((use) => NAMED.includes(use.kind) && isProof(use.name));
  if (proof) return { what: `\`${proof.name}\``, line: lineOf(doc, proof.node.start) };
  const told = uses.find((use) => use.kind === 'told' && (use.name === 'code' || isDigits(made.value.text)));
  if (told) return { what: 'the code that a text sends', line: lineOf(doc, told.node.start) };
  const opening = uses.find((use) => OPENING_CODE.test(snakeCase(use.name)));
  const line = opening && lookedUpOn(doc, opening.node, opening.name);
  return line === undefined ? undefined : { what: `\`${opening!.name}\`, which opens something,`, line };
}
const NAMED = ['variable', 'field', 'default', 'key', 'keyword', 'returned', 'cookie'];

function callsTo(doc: PythonDoc, name: string): PyNode[] {
  const called = doc.root.identifiers(name).map((node) => (node.parent!.kind === 'attribute' ? node.parent! : node));
  return called.filter((node) => node.parent!.kind === 'call' && node.parent!.field('function') === node).map((node) => node.parent!);
}

function describe(doc: PythonDoc, name: string | undefined, use: Use): string {
  const it = name === undefined ? 'the value' : `\`${name}\``;
  const line = `on line ${lineOf(doc, use.node.start)}`;
  if (use.kind === 'cookie') return `${it} is set as the cookie \`${use.name}\` ${line}`;
  if (use.kind === 'told') return `${it} is given as a code by the text ${line}`;
  if (use.kind === 'link') return `${it} is sent in a link as \`${use.name}\` ${line}`;
  if (use.kind === 'default') return `the value is the default of \`${use.name}\``;
  if (use.sent) return `${it} is returned ${isRoute(use.node) ? 'to the client ' : ''}as \`${use.name}\` ${line}`;
  if (use.kind === 'keyword') return `${it} is passed${use.to === undefined ? '' : ` to \`${use.to}\``} as \`${use.name}\` ${line}`;
  return `${it} is stored as \`${use.name}\` ${line}`;
}
