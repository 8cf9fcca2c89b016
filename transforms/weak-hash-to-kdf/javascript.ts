import { dottedText, enclosingFunction, functionName, isCall, lastName, textOf, unwrapped, type AnyCall } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { packageOf, valueOf } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import { snakeCase } from '../../src/languages/secret-names.ts';
import { checkRule } from '../../src/transform.ts';

/** Packages whose only business is passwords, with the name to say. */
const SLOW: readonly (readonly [RegExp, string])[] = [
  [/^(bcrypt|bcryptjs|bcrypt-ts|@node-rs\/bcrypt|bcrypt-nodejs|twin-bcrypt)$/, 'bcrypt'], [/^(argon2|@node-rs\/argon2|argon2-browser|hash-wasm|@noble\/hashes\/argon2)$/, 'argon2'],
  [/^(scrypt|scrypt-js|scrypt-kdf|@noble\/hashes\/scrypt|oslo\/password|@adonisjs\/hash)$/, 'scrypt'], [/^(passport-local-mongoose|pbkdf2|pbkdf2-password)$/, 'PBKDF2'],
];
const SLOW_METHODS = /^(hash|hashSync|compare|compareSync|verify|verifySync|register|plugin|argon2id|argon2i|default)$/;
const SLOW_BUILT_IN = /^crypto:(promises\.)?(scrypt|scryptSync|pbkdf2|pbkdf2Sync)$/;
const PASSWORD = /(^|_)(password|passwd|passphrase|pwd|passcode|pin_?code|plain_?text_?password)$|^(pass|pw|plain_?password|candidate|user_?pass)$/;
const HASHES_PASSWORD = /(hash|digest|encrypt|encode|check|verify|compare|validate|match)\w*_?(password|passwd|pwd|passphrase)|(password|passwd|pwd)_?(hash|hasher|digest)/i;
const NOT_STORED = /(hibp|pwned|breach|fingerprint|cache|etag|gravatar|signature|webhook|checksum|basic_?auth)/i;
/** Fewer steps than these have been too few for years. */
const LEAST_ROUNDS = 10;
const LEAST_ITERATIONS = 10_000;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /passw|passphrase|pwd|bcrypt|argon2|scrypt|pbkdf2/i,
  * evidence(doc) {
    const slow = doc.tree.all('CallExpression', 'OptionalCallExpression').filter((call) => slowHash(doc, call) !== undefined && fewSteps(doc, call) === undefined);
    // What makes a hash says more than what compares with one.
    const call = slow.find((each) => roundsOf(doc, each) !== undefined) ?? slow[0];
    const rounds = call && roundsOf(doc, call);
    const isSetElsewhere = rounds === undefined && slow.some((each) => /^hash(Sync)?$/.test(lastName(each.callee) ?? '') && slowHash(doc, each) === 'bcrypt');
    const told = rounds !== undefined ? ` with ${rounds} rounds` : isSetElsewhere ? ', whose rounds are set elsewhere' : '';
    if (call) yield { ...spanOf(call), message: `Passwords go through ${slowHash(doc, call)}${told}` };
  },
  * problems(doc) {
    for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
      const few = slowHash(doc, call) !== undefined ? fewSteps(doc, call) : undefined;
      if (few !== undefined) yield { ...spanOf(call), message: few };
      const weak = fastHash(doc, call);
      if (weak === undefined) continue;
      const fn = enclosingFunction(doc.tree, call);
      const place = (fn && functionName(doc.tree, fn)) ?? '';
      const hashed = hashedValue(doc, call);
      if (NOT_STORED.test(place) || !(isPassword(doc, hashed) || (HASHES_PASSWORD.test(place) && !/token/i.test(place)))) continue;
      yield { ...spanOf(call), message: `A password is hashed with ${weak}, which is too fast for one` };
    }
    for (const test of doc.tree.all('BinaryExpression')) {
      if (/^[=!]==?$/.test(test.operator) && isStoredPassword(doc, test.left, test.right)) yield { ...spanOf(test), message: 'A password is compared as plain text' };
    }
  },
});

/** What a call hashes a password with, where that is made for it. */
function slowHash(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  const origin = doc.scopes.qualifiedName(call.callee) ?? promisified(doc, call);
  const from = packageOf(origin);
  const method = origin?.slice((from?.length ?? 0) + 1) ?? '';
  // Tokens and codes are hashed this way too: that says nothing about passwords.
  if (/token|otp|code|key|refresh/i.test(lastName(call.arguments[0]) ?? '')) return undefined;
  if (from !== undefined && SLOW_METHODS.test(method.split('.').at(-1)!)) return SLOW.find(([packages]) => packages.test(from))?.[1];
  if (origin !== undefined && SLOW_BUILT_IN.test(origin)) {
    const fn = enclosingFunction(doc.tree, call);
    const isForPassword = isPassword(doc, call.arguments[0]) || HASHES_PASSWORD.test((fn && functionName(doc.tree, fn)) ?? '');
    return isForPassword ? (/scrypt/.test(origin) ? 'scrypt' : 'PBKDF2') : undefined;
  }
  const text = dottedText(call.callee) ?? '';
  if (/^Bun\.password\.(hash|verify)(Sync)?$/.test(text)) return 'argon2';
  // Loaded where it is used: `const bcrypt = await import('bcrypt')`.
  if (/^(bcrypt|bcryptjs|argon2)\.(hash|compare|verify)(Sync)?$/.test(text)) return text.startsWith('argon2') ? 'argon2' : 'bcrypt';
  return undefined;
}

/** `const scryptAsync = promisify(scrypt)`. */
function promisified(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  const value = valueOf(doc, call.callee);
  return isCall(value) && lastName(value.callee) === 'promisify' ? doc.scopes.qualifiedName(value.arguments[0]) : undefined;
}

/** `bcrypt.hash(password, 12)`, also where the salt is made before: `bcrypt.genSalt(12)`. */
function roundsOf(doc: JavaScriptDoc, call: AnyCall): number | undefined {
  if (!/^hash(Sync)?$/.test(lastName(call.callee) ?? '') || slowHash(doc, call) !== 'bcrypt') return undefined;
  const given = valueOf(doc, call.arguments[1]);
  const salt = given?.type === 'AwaitExpression' ? given.argument : given;
  const count = isCall(salt) && /^genSalt(Sync)?$/.test(lastName(salt.callee) ?? '') ? valueOf(doc, salt.arguments[0]) : given;
  return count?.type === 'NumericLiteral' ? count.value : undefined;
}

function fewSteps(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  const name = lastName(call.callee) ?? '';
  const text = dottedText(call.callee) ?? '';
  const number = (index: number) => { const value = valueOf(doc, call.arguments[index]); return value?.type === 'NumericLiteral' ? value.value : undefined; };
  const rounds = /^hash(Sync)?$/.test(name) && /bcrypt/i.test(text) ? number(1) : undefined;
  if (rounds !== undefined && rounds < LEAST_ROUNDS) return `bcrypt with ${rounds} rounds is too fast: ${LEAST_ROUNDS} at least`;
  const iterations = /pbkdf2/i.test(text) ? number(2) : undefined;
  return iterations !== undefined && iterations < LEAST_ITERATIONS ? `PBKDF2 with ${iterations} iterations is too fast` : undefined;
}

/** The name of a hash made to be fast; undefined for any other call. */
function fastHash(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  const origin = doc.scopes.qualifiedName(call.callee) ?? '';
  const text = dottedText(call.callee) ?? '';
  if (/^crypto:(createHash|createHmac|hash)$/.test(origin) || /(^|\.)(createHash|createHmac)$/.test(text)) {
    const [algorithm] = call.arguments;
    return algorithm?.type === 'StringLiteral' ? algorithm.value.toUpperCase() : 'a plain hash';
  }
  if (/subtle\.digest$/.test(text)) return call.arguments[0]?.type === 'StringLiteral' ? call.arguments[0].value : 'a plain hash';
  const from = packageOf(origin) ?? '';
  if (/^(md5|blueimp-md5|js-md5|sha1|js-sha1|sha256|js-sha256|js-sha512|sha\.js|hash\.js|object-hash|ts-md5|@noble\/hashes\/sha\w+)$/.test(from)) return from.replace(/^.*?(md5|sha\d*).*$/, '$1').toUpperCase();
  const crypto = /^CryptoJS\.(MD5|SHA\d+|HmacSHA\d+|HmacMD5|AES\.encrypt)$/.exec(text) ?? /^crypto-js:(?:default\.)?(MD5|SHA\d+|HmacSHA\d+|HmacMD5)$/.exec(origin);
  return crypto?.[1];
}

/** What a hash is made of: the argument of `update` behind it, or of the call itself. */
function hashedValue(doc: JavaScriptDoc, call: AnyCall): Node | undefined {
  let node: Node = call;
  for (const parent of doc.tree.ancestors(call)) {
    if (isCall(parent) && parent.callee === node && lastName(parent.callee) === 'update') return parent.arguments[0];
    if (parent.type !== 'MemberExpression' && !(isCall(parent) && parent.callee === node)) break;
    node = parent;
  }
  const name = lastName(call.callee);
  return name === 'createHash' || name === 'createHmac' ? undefined : call.arguments[name === 'digest' || name === 'hash' ? 1 : 0];
}

/** Whether a value holds a password as the user types it. */
function isPassword(doc: JavaScriptDoc, node: Node | null | undefined): boolean {
  if (!node || node.type === 'SpreadElement') return false;
  const value = unwrapped(node);
  const name = lastName(value);
  if (name !== undefined) return PASSWORD.test(snakeCase(name)) && !/^process\.env\.|^(config|env)\b/.test(dottedText(value) ?? '');
  if (value.type === 'BinaryExpression') return isPassword(doc, value.left) || isPassword(doc, value.right);
  if (value.type === 'TemplateLiteral') return value.expressions.length <= 3 && value.expressions.some((part) => isPassword(doc, part)) && !value.quasis.some(({ value: { raw } }) => /^:$/.test(raw));
  return isCall(value) && (value.arguments.some((part) => isPassword(doc, part)) || value.callee.type === 'MemberExpression' && isPassword(doc, value.callee.object));
}

/** `user.password === password`: what is stored is what the user types. */
function isStoredPassword(doc: JavaScriptDoc, left: Node, right: Node): boolean {
  const typed = [left, right].map((side) => dottedText(side) ?? '');
  if (typed.some((text) => text === '' || /confirm|repeat|retype|again|new_?password|old_?password|current_?password|process\.env|config|(^|\.)env\./i.test(text))) return false;
  const isPasswordName = (text: string) => /^(password|passwd|pwd|pass|plainPassword|hashedPassword|storedPassword|passwordHash)$/i.test(text.split('.').at(-1)!);
  const isStored = (text: string) => /\.(password|passwd|pwd|storedPassword)$/i.test(text) && !/^(req|request|ctx|c|body|data|input|dto|form|values|payload|credentials|args)\b/i.test(text) && !/\.(body|query|params)\./.test(text);
  const isTyped = (text: string) => /^(password|passwd|pwd|pass|plainPassword)$/i.test(text) || /(^|\.)(body|input|dto|form|data|values|payload|credentials|args|req\w*)\.(password|passwd|pwd)$/i.test(text) || /Dto\.password$/i.test(text);
  return typed.every(isPasswordName) && ((isStored(typed[0]!) && isTyped(typed[1]!)) || (isStored(typed[1]!) && isTyped(typed[0]!))) && !/hash/i.test(textOf(doc, left) + textOf(doc, right));
}
