import { lastName, lineOf, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import { isProofName, isPublicCode, makesSecret, snakeCase } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { AUTH, AUTH_STORE, CODE_SENDER, ID, LINK_SECRET, OPENING_CODE, PROOF_RECORD, SESSION, STATE } from '../words.ts';
import { nearReason } from '../near.ts';
import { contextReason, isAuth, isInHandler } from './context.ts';
import { isUuid, wholeValue, type Made } from './made.ts';
import { lookedUpOn, sessionReadOn, usesInCallees } from './opens.ts';
import { scopesAround, usesOf, type Use } from './uses.ts';

/** Why a value is a secret, why it is none although it looks like one, or that nothing speaks for it. */
export type Verdict = { readonly evidence: string } | { readonly reason: string; readonly fine?: boolean } | undefined;

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
      : sessionEvidence(doc, made, name, uses, isProof) ?? (isNamedId || (name !== undefined && isShown(name)) ? undefined
        : flowEvidence(doc, made, name, uses, isProof) ?? sentEvidence(doc, made, name, uses) ?? openingEvidence(doc, made, uses) ?? stateEvidence(doc, made, name, uses) ?? codeEvidence(doc, made, name) ?? prefixEvidence(doc, made, name));
  const verdict = evidence === undefined ? helperVerdict(doc, made, uses, isProof) : { evidence };
  const context = verdict && 'evidence' in verdict ? contextReason(doc, made, name, uses) : undefined;
  return context ? { reason: context, fine: true } : verdict ?? (made.parts[0]!.kind === 'clock' ? undefined : nearReason(name, isUuid(made)));
}

/** A code that everybody may see, whatever it is used for. */
function isShown(name: string): boolean {
  return isPublicCode(name) && !OPENING_CODE.test(snakeCase(name));
}

function nameEvidence(doc: JavaScriptDoc, named: Use, uses: readonly Use[], isProof: (name: string) => boolean): string {
  const strongest = ['cookie', 'link'].map((kind) => uses.find((use) => use.kind === kind)).find(Boolean)
    ?? uses.find((use) => use.sent && isProof(use.name))
    ?? uses.find((use) => use !== named && ['field', 'key'].includes(use.kind) && isProof(use.name))
    ?? uses.find(({ kind }) => kind === 'told');
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

/** What a text calls a code that lets in. */
function sentEvidence(doc: JavaScriptDoc, made: Made, name: string | undefined, uses: readonly Use[]): string | undefined {
  const told = uses.find((use) => isTold(doc, made, use));
  return told && describe(doc, isWithin(told.node, made.value) ? undefined : name, told);
}

function isTold(doc: JavaScriptDoc, made: Made, { kind, name }: Use): boolean {
  return kind === 'told' && (name === 'code' || isDigits(textOf(doc, made.value)));
}

/** A code of a booking or a confirmation that its holder gets to it with. */
function openingEvidence(doc: JavaScriptDoc, made: Made, uses: readonly Use[]): string | undefined {
  const opening = uses.find((use) => OPENING_CODE.test(snakeCase(use.name)));
  const line = opening && lookedUpOn(doc, made.value, opening.name);
  return line === undefined ? undefined : `\`${opening!.name}\` opens what is found by it on line ${line}`;
}

/** An id of a session lets its holder in only where it is handed out as proof: as a cookie, as a token, or in a link to what was stored under it. */
function sessionEvidence(doc: JavaScriptDoc, made: Made, name: string | undefined, uses: readonly Use[], isProof: (name: string) => boolean): string | undefined {
  if (name === undefined || !SESSION.test(snakeCase(name).replace(/^(create|new|make|start|open|generate)_/, ''))) return undefined;
  const handedOn = uses.filter(({ kind }) => kind === 'returned').flatMap((use) => callsTo(doc, use.name, use.node).flatMap((call) => usesOf(doc, wholeValue(doc, call), [call])));
  const all = [...uses, ...handedOn, ...usesInCallees(doc, uses)];
  const proof = all.find((use) => use.kind === 'cookie' && (AUTH.test(snakeCase(use.name)) || /session|sid/i.test(use.name)))
    ?? all.find((use) => use.kind === 'key' && use.sent && use.name !== name && isProof(use.name));
  if (proof) return describe(doc, name, proof);
  const read = sessionReadOn(doc, name, isAuth(doc, made));
  if (read !== undefined) return `\`${name}\` is what the client proves itself with on line ${read}`;
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
  const results = callsTo(doc, returned.name, made.value).map((call) => proofOf(doc, made, usesOf(doc, wholeValue(doc, call), [call]), isProof));
  const secret = results.find((proof) => proof !== undefined);
  if (!secret) return undefined;
  const makesIds = isUuid(made) && (ID.test(snakeCase(returned.name)) || !results.every((proof) => proof !== undefined));
  return makesIds
    ? { reason: `\`${returned.name}\` makes ids as well as ${secret.what} (line ${secret.line}), which needs a function of its own` }
    : { evidence: `\`${returned.name}\` makes ${secret.what} on line ${secret.line}` };
}

/** The secret that a result of a helper becomes. */
function proofOf(doc: JavaScriptDoc, made: Made, uses: readonly Use[], isProof: (name: string) => boolean): { readonly what: string; readonly line: number } | undefined {
  const named = uses.find(({ kind }) => KEPT.includes(kind));
  if (named && ID.test(snakeCase(named.name))) return undefined;
  const proof = uses.find((use) => KEPT.includes(use.kind) && use.kind !== 'returned' && isProof(use.name));
  if (proof) return { what: `\`${proof.name}\``, line: lineOf(doc, proof.node.start!) };
  const told = uses.find((use) => isTold(doc, made, use));
  if (told) return { what: 'the code that a text sends', line: lineOf(doc, told.node.start!) };
  const opening = uses.find((use) => OPENING_CODE.test(snakeCase(use.name)));
  const line = opening && lookedUpOn(doc, opening.node, opening.name);
  return line === undefined ? undefined : { what: `\`${opening!.name}\`, which opens something,`, line };
}

function callsTo(doc: JavaScriptDoc, name: string, value: Node): Node[] {
  return doc.tree.all('CallExpression').filter((call) => lastName(call.callee) === name && !isWithin(call, value));
}

function describe(doc: JavaScriptDoc, name: string | undefined, use: Use): string {
  const it = name === undefined ? 'the value' : `\`${name}\``;
  const line = `on line ${lineOf(doc, use.node.start!)}`;
  if (use.kind === 'cookie') return `${it} is set as the cookie \`${use.name}\` ${line}`;
  if (use.kind === 'told') return `${it} is given as a code by the text ${line}`;
  if (use.kind === 'link') return `${it} is sent in a link as \`${use.name}\` ${line}`;
  if (use.kind === 'default') return `the value is the default of \`${use.name}\``;
  if (use.sent) return `${it} is ${isInHandler(doc, use.node) ? 'sent to the client' : 'returned'} as \`${use.name}\` ${line}`;
  if (use.to !== undefined) return `${it} is passed to \`${use.to}\` as \`${use.name}\` ${line}`;
  return `${it} is stored as \`${use.name}\` ${line}`;
}
