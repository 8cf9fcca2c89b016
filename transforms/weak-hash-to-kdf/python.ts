import { argumentsOf, enclosingFunction, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const FAST = /^(hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\d+|blake2[bs]|new)|(Crypto|Cryptodome)\.Hash\.\w+\.new|cryptography\.hazmat\.primitives\.hashes\.Hash)$/;
const PASSWORD = /(^|[_.\W])(plain_|new_|old_|raw_|user_|current_|temp_)?(password|passwd|passphrase|pwd|pass_word)(_bytes|_str|_raw|_plain|_text)?($|\W)|\bpw\b|[Pp]assword\b/;
/** Functions whose work is a password's hash. */
const HASHES = /^_*(hash|get|make|create|generate|encrypt|encode|compute|set|verify|check|compare)_?(the_|user_|plain_|new_)?(passw(or)?d|pwd)(_hash|_hashed)?$|^_*(passw(or)?d|pwd)_(hash|verify|check)$/i;
/** Libraries that hash passwords slowly, by qualified name. */
const SLOW = /^(bcrypt\.(hashpw|checkpw|kdf)|argon2\.(PasswordHasher|hash_password|low_level\.\w+)|passlib\.hash\.(?!md5|sha1|hex_|plaintext|ldap_md5|ldap_sha1|mysql|lmhash|nthash)\w+(\.\w+)*|hashlib\.(pbkdf2_hmac|scrypt)|django\.contrib\.auth\.hashers\.(make_password|check_password)|werkzeug\.security\.(generate_password_hash|check_password_hash)|pwdlib\.PasswordHash(\.\w+)?|scrypt\.hash|fastapi_users\.password\.PasswordHelper|flask_bcrypt\.(Bcrypt|generate_password_hash)|nacl\.pwhash\.\w+(\.\w+)*)$/;
const WEAK_SCHEMES = /^(plaintext|md5_crypt|des_crypt|hex_\w+|ldap_(md5|sha1|plaintext|hex_\w+)|mysql\w*|lmhash|nthash|unix_disabled|apr_md5_crypt|django_(salted_(md5|sha1)|unsalted_\w+))$/;
const STRONG_SCHEMES = /^(bcrypt\w*|argon2|scrypt|pbkdf2_\w+|sha256_crypt|sha512_crypt|django_(pbkdf2|bcrypt|argon2)\w*)$/;

export const python = checkRule<PythonDoc>({
  prefilter: /passw|pwd|bcrypt|argon2|passlib|pwdlib|CryptContext/i,
  * evidence(doc) {
    for (const call of doc.root.descendants('call')) {
      const callee = call.field('function')!;
      const name = doc.scopes.qualifiedName(callee) ?? '';
      const isPasswordHash = SLOW.test(name) && (isAboutPassword(call) || !(name.startsWith('hashlib.') || /api_?key|token|secret/i.test(call.field('arguments')!.text)));
      if (isPasswordHash && /(hashpw|hash|PasswordHasher|PasswordHash|make_password|generate_password_hash|pbkdf2_hmac|scrypt|Bcrypt|PasswordHelper|argon2\w*|str)$|passlib\.hash/.test(name)) yield place(call, `\`${callee.text}\` hashes slowly${algorithmOf(call, name)}${roundsOf(doc, call, name)}`);
      else if (name === 'passlib.context.CryptContext' && schemesOf(call).some((scheme) => STRONG_SCHEMES.test(scheme))) yield place(call, `passwords are hashed with ${schemesOf(call).join(', ')}${roundsOf(doc, call, name)}`);
      else if (/django/.test(doc.text) && lastName(callee) === 'set_password' && callee.kind === 'attribute') yield place(call, "Django's `set_password` hashes slowly");
      else if (/django/.test(doc.text) && /\.objects\.create_(super)?user$/.test(callee.text)) yield place(call, `\`${lastName(callee)}\` of Django hashes the password slowly`);
      else if (/bcrypt\.generate_password_hash$/.test(callee.text) && name === '') yield place(call, `\`${callee.text}\` hashes slowly`);
    }
  },
  * problems(doc) {
    for (const call of doc.root.descendants('call')) {
      const name = doc.scopes.qualifiedName(call.field('function')) ?? '';
      if (name === 'passlib.context.CryptContext') {
        const weak = schemesOf(call).filter((scheme) => WEAK_SCHEMES.test(scheme));
        if (weak.length > 0) yield place(call, `the context takes ${weak.join(', ')}`);
      }
      if (!FAST.test(name) || !isAboutPassword(call) || isOtherUse(doc, call)) continue;
      yield place(call, `\`${call.field('function')!.text}\` hashes what is called a password, and is made to be fast`);
    }
    for (const fn of doc.root.descendants('function_definition')) {
      if (/^_*(hash|get|make|create|generate|encrypt)_?(the_|user_|plain_|new_)?(passw(or)?d|pwd)(_hash|_hashed)?$/i.test(fn.field('name')!.text) && /hash|encrypt/i.test(fn.field('name')!.text) && hashesNothing(fn)) {
        yield place(fn.field('name')!, `\`${fn.field('name')!.text}\` calls nothing that hashes`);
      }
    }
    for (const list of doc.root.descendants('assignment').filter((each) => each.field('left')!.text === 'PASSWORD_HASHERS')) {
      const first = list.field('right')?.named[0];
      if (/(MD5|SHA1|Unsalted\w*|Crypt)PasswordHasher$/.test(stringValue(first) ?? '') && !/PBKDF2/.test(stringValue(first)!)) yield place(list, `new passwords are hashed with \`${stringValue(first)!.split('.').at(-1)}\``);
    }
  },
});

/** `bcrypt.gensalt(rounds=12)`, `CryptContext(…, bcrypt__rounds=12)`; both take 12 unless they are told. */
function roundsOf(doc: PythonDoc, call: PyNode, name: string): string {
  const isContext = name === 'passlib.context.CryptContext';
  if (!isContext && name !== 'bcrypt.hashpw') return '';
  if (isContext && !schemesOf(call).some((scheme) => scheme.startsWith('bcrypt'))) return '';
  const salt = isContext ? call : [call, enclosingFunction(call)].flatMap((within) => within?.descendants('call') ?? []).find((each) => doc.scopes.qualifiedName(each.field('function')) === 'bcrypt.gensalt');
  if (!salt) return '';
  const { positional, keywords } = argumentsOf(salt);
  const given = isContext ? keywords.get('bcrypt__rounds') ?? keywords.get('bcrypt__default_rounds') : keywords.get('rounds') ?? positional[0];
  return given === undefined ? ' with 12 rounds' : given.kind === 'integer' ? ` with ${given.text} rounds` : '';
}

/** The algorithm, where the name of what is called does not say it. */
function algorithmOf(call: PyNode, name: string): string {
  const text = call.text.toLowerCase();
  const [, algorithm] = ALGORITHMS.find(([pattern]) => pattern.test(`${name} ${text}`)) ?? [];
  return algorithm === undefined || text.includes(algorithm) ? '' : ` (${algorithm})`;
}

/** By name and arguments; werkzeug takes scrypt unless it is told. */
const ALGORITHMS: readonly (readonly [pattern: RegExp, algorithm: string])[] = [
  [/argon2|^pwdlib/, 'argon2'], [/bcrypt/, 'bcrypt'], [/pbkdf2/, 'pbkdf2'], [/scrypt|^werkzeug/, 'scrypt'], [/^django/, 'pbkdf2'],
];

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

function schemesOf(call: PyNode): string[] {
  const { positional, keywords } = argumentsOf(call);
  const schemes = keywords.get('schemes') ?? positional[0];
  return (schemes?.kind === 'string' ? [schemes] : schemes?.descendants('string') ?? []).flatMap((each) => stringValue(each) ?? []);
}

/** The call is given a password by name, or stands in a function that hashes passwords. */
function isAboutPassword(call: PyNode): boolean {
  const given = call.field('arguments')!.text;
  const updated = call.parent?.kind === 'assignment' ? call.parent.field('left')!.text : undefined;
  const fn = enclosingFunction(call);
  const more = updated && fn ? fn.descendants('call').filter((each) => each.field('function')!.text === `${updated}.update`).map((each) => each.text).join() : '';
  return PASSWORD.test(given) || PASSWORD.test(more) || HASHES.test(fn?.field('name')?.text ?? '');
}

/** A lookup in a list of leaked passwords, the shortening of one for bcrypt, the key of a cache. */
function isOtherUse(doc: PythonDoc, call: PyNode): boolean {
  if (/pwnedpasswords|haveibeenpwned/.test(doc.text) && /sha1/.test(call.field('function')!.text)) return true;
  for (const ancestor of call.ancestors()) {
    if (ancestor.kind === 'call' && SLOW.test(doc.scopes.qualifiedName(ancestor.field('function')) ?? '')) return true;
    if (ancestor.kind === 'assignment') return /cache|etag|fingerprint/i.test(ancestor.field('left')!.text) || isHashedAgain(doc, ancestor);
  }
  return false;
}

/** The digest goes on to bcrypt or its like: only the length of the password is cut. */
function isHashedAgain(doc: PythonDoc, assignment: PyNode): boolean {
  const name = assignment.field('left')!;
  const fn = enclosingFunction(assignment);
  return !!fn && name.kind === 'identifier' && fn.descendants('call').some((call) => (SLOW.test(doc.scopes.qualifiedName(call.field('function')) ?? '') || /(pwd_context|crypt_context|hasher|\bph)\.\w+$/.test(call.field('function')!.text)) && new RegExp(`\\b${name.text}\\b`).test(call.field('arguments')!.text));
}

function hashesNothing(fn: PyNode): boolean {
  const calls = fn.field('body')!.descendants('call').map((call) => call.field('function')!.text);
  const isAbstract = /\babstractmethod\b|NotImplementedError/.test(fn.parent!.text) || /^\s*(\.\.\.|pass)\s*$/.test(fn.field('body')!.text);
  return !isAbstract && !calls.some((call) => /hash|crypt|argon|kdf|scrypt|digest|context|derive|\bph\b|super/i.test(call));
}
