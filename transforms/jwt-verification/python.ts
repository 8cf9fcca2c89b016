import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { entryOf } from '../../src/languages/python/settings.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Calls of libraries that verify a token as a whole. */
const VERIFIES = /^(firebase_admin\.auth\.verify_id_token|google\.oauth2\.id_token\.verify_\w+|flask_jwt_extended\.(JWTManager|verify_jwt_in_request|jwt_required)|fastapi_jwt_auth\.AuthJWT|fastapi_users\.authentication\.JWTStrategy|rest_framework_simplejwt\.tokens\.(AccessToken|RefreshToken|UntypedToken))$/;
const CLAIMS = ['verify_exp', 'verify_iat', 'verify_nbf'];

export const python = checkRule<PythonDoc>({
  prefilter: /jwt|jose|id_token|JWS|get_unverified|\.split\(["']\.["']\)/i,
  * evidence(doc) {
    for (const call of doc.root.descendants('call')) {
      const callee = call.field('function')!;
      if (isDecode(doc, call)) {
        if (faultsOf(doc, call).length === 0) yield place(call, `the token is verified with a key and named algorithms${algorithmsOf(doc, call)}`);
      } else if (VERIFIES.test(doc.scopes.qualifiedName(callee) ?? '') || /(^|\.)(auth\.verify_id_token|get_signing_key_from_jwt)$/.test(callee.text) && /firebase|jwt/.test(doc.text)) {
        if (lastName(callee) !== 'get_signing_key_from_jwt') yield place(call, `\`${callee.text}\` verifies the token`);
      } else if (/supabase\w*\.auth\.get_user$/.test(callee.text) && argumentsOf(call).positional.length + argumentsOf(call).keywords.size > 0) {
        yield place(call, 'Supabase verifies the token');
      }
    }
    for (const text of doc.root.descendants('string')) {
      if (/^rest_framework_simplejwt\.authentication\.JWT\w+$/.test(stringValue(text) ?? '')) yield place(text, 'Simple JWT verifies the tokens of requests');
    }
  },
  * problems(doc) {
    for (const call of doc.root.descendants('call')) {
      const callee = call.field('function')!;
      const faults = isDecode(doc, call) ? faultsOf(doc, call) : [];
      if (faults.length > 0) yield place(call, faults.join('; '));
      else if (lastName(callee) === 'get_unverified_claims') yield place(call, 'the claims are read without a look at the signature');
    }
    yield* byHand(doc);
  },
});

function algorithmsOf(doc: PythonDoc, call: PyNode): string {
  const { positional, keywords } = argumentsOf(call);
  const given = resolved(doc, keywords.get('algorithms') ?? keywords.get('algorithm') ?? positional[2]);
  const parts = given ? [given, ...given.descendants('identifier')].flatMap((part) => resolved(doc, part) ?? []) : [];
  const names = [...new Set(parts.flatMap((part) => [part, ...part.descendants('string')]).flatMap((part) => stringValue(part) ?? []))];
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

/** `jwt.decode(…)` of PyJWT, python-jose or authlib, and their like under another name. */
function isDecode(doc: PythonDoc, call: PyNode): boolean {
  const callee = call.field('function')!;
  const name = doc.scopes.qualifiedName(callee) ?? callee.text;
  if (/(^|\.)(jwt|_jwt|pyjwt|jose_jwt|jwt_lib|PyJWT\(\)|JsonWebToken)\.decode(_complete)?$/i.test(name)) return true;
  return lastName(callee) === 'decode' && argumentsOf(call).keywords.has('algorithms');
}

/** Why a call does not verify what it decodes. */
function faultsOf(doc: PythonDoc, call: PyNode): string[] {
  const { positional, keywords, hasSplat } = argumentsOf(call);
  const options = resolved(doc, keywords.get('options') ?? positional[3]);
  const isOff = (name: string) => entryOf(options, name)?.kind === 'false';
  if (isOff('verify_signature')) return ['the signature is not verified'];
  if (keywords.get('verify')?.kind === 'false' || positional[2]?.kind === 'false') return ['the signature is not verified'];
  const faults = CLAIMS.slice(0, 1).filter(isOff).map(() => 'tokens that have expired are taken');
  const algorithms = resolved(doc, keywords.get('algorithms') ?? keywords.get('algorithm') ?? positional[2]);
  const isAuthlib = /^authlib\./.test(doc.scopes.qualifiedName(call.field('function')) ?? '');
  if (algorithms?.descendants('string').some((each) => stringValue(each)?.toLowerCase() === 'none')) faults.push('the algorithm `none` takes any token');
  if (algorithms && /get_unverified_header|\bheader\b.*\balg\b|unverified/.test(algorithms.text)) faults.push('the token itself says which algorithm verifies it');
  if (!algorithms && !hasSplat && !isAuthlib) faults.push('no algorithms are named, so that the token chooses');
  const key = positional[1] ?? keywords.get('key');
  if (key && (key.kind === 'none' || stringValue(key) === '')) faults.push('there is no key');
  if (!key && !hasSplat) faults.push('there is no key');
  return faults;
}

/** A dictionary or list behind a name that is bound once. */
function resolved(doc: PythonDoc, node: PyNode | undefined): PyNode | undefined {
  if (node?.kind !== 'identifier') return node;
  const [binding, ...more] = doc.scopes.lookup(node.text, node);
  const assignment = binding?.node.parent;
  return more.length === 0 && assignment?.kind === 'assignment' ? assignment.field('right') ?? node : node;
}

/** The payload taken out of a token by hand: `token.split(".")[1]` that goes through base64. */
function* byHand(doc: PythonDoc): Generator<Place> {
  if (!/b64decode/.test(doc.text)) return;
  for (const part of doc.root.descendants('subscript')) {
    const split = part.field('value')!;
    if (split.kind !== 'call' || part.field('subscript')?.text !== '1' || lastName(split.field('function')) !== 'split') continue;
    const isDotted = stringValue(argumentsOf(split).positional[0]) === '.';
    const fn = part.closest('function_definition');
    if (isDotted && /token|jwt|credential/i.test(split.field('function')!.text) && /b64decode/.test(fn?.text ?? '') && !/hmac|verify\(/.test(fn?.text ?? '')) {
      yield place(part, 'the payload of the token is read by hand, without a look at the signature');
    }
  }
}
