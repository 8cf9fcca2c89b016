import { defaultedSetting, envReads, insteadOf, valuesOf } from '../../src/languages/javascript/environment.ts';
import { isCall, keyName, lastName, literalText, stringValue, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { conditionsOf } from '../../src/languages/javascript/conditions.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import { isSecretName, snakeCase } from '../../src/languages/secret-names.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Names of what signs, encrypts or logs in: a text in them is a secret even when it looks like a word. */
const STRONG = /(^|_)(secret|secrets|secret_?key|jwt_?key|private_?key|signing_?key|encryption_?key|encrypt_?key|master_?key|cookie_?key|session_?key|hmac_?key|app_?key|salt_?key|aes_?key|pepper)$/;
/** Kinds of tokens that let somebody in; other tokens are coins, marks and words. */
const LETS_IN = /(^|_)(access|refresh|auth|api|bot|bearer|session|webhook|verify|verification|admin|service|jwt|secret|private|personal|bypass|master|internal|static|deploy|root|app|github|gitlab|slack|discord|telegram|hf|npm|sentry|mapbox|twilio)_token$|^token$/;
const PASSWORD = /(^|_)(password|passwd|passphrase|passcode|pwd|pass)$/;

/** What services give out, in forms that nothing else has. */
const KEYS = /\bsk-(?:proj-|ant-|or-)?[\w-]{20,}|\b[sr]k_(?:live|test)_\w{10,}|\bwhsec_\w{16,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20}|\bxox[abposr]-[\w-]{10,}|\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bkey-[0-9a-f]{32}\b|\bnpm_\w{36}|\bre_[A-Za-z0-9]{8}_\w{16,}|\bhf_[A-Za-z]{30,}|\b\d{8,10}:AA[\w-]{32,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)+[\w+/=]{16,}/;
const ADDRESS_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@{}$<]*:([^\s:/@{}$<]+)@/i;
/** An example of a key rather than a key. */
const EXAMPLE = /EXAMPLE|x{6,}|\.\.\.|…|\*{3,}|0{12,}|(123456789|abcdefgh).*$/i;

/** Names, labels and kinds that stand where a secret of that name would. */
const KINDS = /^(string|text|str|password|passwd|secret|token|bearer|basic|header|cookie|query|required|optional|hidden|boolean|number|none|null|undefined|true|false|redacted|masked|hashed|encrypted|filtered|removed|omit|body|access|refresh|jwt|oauth|oauth2|api_?key|access_?token|refresh_?token|id_?token|auth_?token|session|reset|change|forgot|invalid|missing|expired|login|sms|totp|email)$/i;
const CONSTANT = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
const WORDS = /^[A-Za-z]+([-_.: ][A-Za-z]+)*$/;
/** Lists of what nobody may take as a password. */
const REFUSED = /(^|_)(common|weak|forbidden|blocked|banned|breached|black_?list(ed)?|disallowed|insecure|unsafe|compromised|leaked|pwned|known)(_\w+)?_(passwords|secrets|tokens|keys|values)$/;
/** Objects whose values are shown or describe something, never used to log in. */
const DESCRIBES = /^(examples?|schemas?|labels?|messages?|errors?|translations?|i18n|placeholders?|descriptions?|properties|routes?|paths?|endpoints?|urls?|fields?|columns?|select|include|attributes|keys|storage_?keys|types?|enum|metadata)$/i;
const NEVER_A_VALUE = /^(TSLiteralType|ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|JSXAttribute|SwitchCase|TSEnumMember|TSExternalModuleReference)$/;
/** What gives its value a name or takes it. */
const HOLDS = /^(LogicalExpression|ConditionalExpression|VariableDeclarator|AssignmentExpression|AssignmentPattern|ObjectProperty|ClassProperty|ArrayExpression|CallExpression|OptionalCallExpression|NewExpression|TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|ParenthesizedExpression)$/;
const ENV_TEST = /['"`]test['"`]|is_?test|vitest|jest/i;

export const javascript = checkRule<JavaScriptDoc>({
  everywhere: true,
  prefilter: /secret|passw|passphrase|passcode|pwd|pass\b|_pass|token|key|otp|credential|:\/\/|AKIA|AIza|gh[pousr]_|xox|SG\.|eyJ|whsec|glpat|pepper|createHmac|cookieParser/i,
  // Scripts are in the repository too.
  settings: /./,
  * evidence(doc, project) {
    if (!isServed(project)) return;
    const read = envReads(doc).find(({ node, name }) => isSecret(name, project) && !hasDefault(doc, node));
    if (read) yield { ...spanOf(read.node), message: `\`${read.name}\` is read from the environment, without a default` };
  },
  * problems(doc, project) {
    for (const text of doc.tree.all('StringLiteral', 'TemplateLiteral')) {
      const message = NEVER_A_VALUE.test(doc.tree.parent(text)?.type ?? '') ? undefined : isServed(project) ? problemOf(doc, project, text) : realSecretIn(text);
      if (message !== undefined) yield { ...spanOf(text), message } satisfies Place;
    }
  },
});

function isServed({ zone }: ProjectView): boolean {
  return zone === 'server' || zone === 'library';
}

/** The password of a made-up user is no secret of a script: the key of a service is, and so is the password of a database elsewhere. */
function realSecretIn(text: Node): string | undefined {
  const written = (stringValue(text) ?? literalText(text) ?? '').trim();
  if (isKnownKey(written)) return 'This text is a key as services give them out';
  const address = ADDRESS_WITH_PASSWORD.exec(written);
  const isElsewhere = /@[\w-]+(\.[\w-]+)*\.(?!local\b|test\b|internal\b|example\b)[a-z]{2,}\b/i.test(written) && !/@(127\.|[\w.-]*example\.)/.test(written);
  return address && isElsewhere && !/\s/.test(written) && !isMadeUp(address[1]!) && !isPlaceholder(address[1]!) && !WEAK.test(address[1]!) ? 'This address has a password in it' : undefined;
}

function problemOf(doc: JavaScriptDoc, project: ProjectView, text: Node): string | undefined {
  const whole = stringValue(text);
  const written = (whole ?? literalText(text) ?? '').trim();
  if (written.length < 2) return undefined;
  if (isKnownKey(written)) return 'This text is a key as services give them out';
  const address = ADDRESS_WITH_PASSWORD.exec(written);
  if (address && !/\s/.test(written) && whole !== undefined && !isMadeUp(address[1]!)) return 'This address has a password in it';
  if (whole === undefined && !isOnlyLocallyFilled(text)) return undefined;

  if (!HOLDS.test(doc.tree.parent(text)!.type)) return undefined;
  const message = secretAt(doc, project, text, written);
  return message !== undefined && !isForTests(doc, text) ? message : undefined;
}

/** What the place of a text says it is. */
function secretAt(doc: JavaScriptDoc, project: ProjectView, text: Node, written: string): string | undefined {
  const setting = defaultedSetting(doc, text);
  if (setting && isSecret(setting, project)) return isNoValue(written) ? undefined : `\`${setting}\` falls back to a text in the code`;
  for (const other of insteadOf(doc, text)) {
    const name = lastName(other);
    if (name !== undefined && isSecret(name, project) && !isNoValue(written) && !WORDS_FOR_PEOPLE.test(written)) return `\`${name}\` falls back to a text in the code`;
  }
  const call = givenTo(doc, text);
  if (call !== undefined && !isNoValue(written)) return call;
  const name = nameFor(doc, text);
  if (name !== undefined && /^authorization$/i.test(name) && /^(Bearer|Basic|Token|Bot|ApiKey) \S{8,}$/i.test(written) && !isPlaceholder(written)) return 'A header that logs in is written in the code';
  if (name === undefined || !isSecret(name, project) || isDescribed(doc, text)) return undefined;
  return looksLikeSecret(doc, text, snakeCase(name), written) ? `\`${name}\` is ${isPlaceholder(written) ? 'a placeholder' : 'a text'} in the code` : undefined;
}

/** Passwords that stand for one: `postgres://user:password@…`. */
const WEAK = /^(password|passwd|pass|pwd|secret|user\w*|admin|root|postgres|mysql|mongo|test\w*|demo\w*|token)$/i;
const WORDS_FOR_PEOPLE = /\s.*\s/;

/** Whether a name is that of a secret an application has: not a setting about one, nor what a user sends. */
function isSecret(name: string, { options }: ProjectView): boolean {
  const words = snakeCase(name);
  if (/(^|_)(next_)?public_|publishable|public_key|site_key|vite_|_field$|(^|_)(min|max|num|no|is|has|use|reset|confirm|forgot|change)_/.test(words)) return /(^|_)reset_(secret|token_secret)$/.test(words);
  if (REFUSED.test(words)) return false;
  return STRONG.test(words) || PASSWORD.test(words) || LETS_IN.test(words) || (isSecretName(name, options) && !/(^|_)(tokens?|cookies?|otp|jwt|authorization|auth_header|bearer|credentials?|code|codes)$/.test(words));
}

function hasDefault(doc: JavaScriptDoc, node: Node): boolean {
  if (node.type === 'ObjectProperty') return node.value.type === 'AssignmentPattern';
  let child: Node = node;
  for (const parent of doc.tree.ancestors(node)) {
    if (parent.type === 'LogicalExpression' && parent.left === child && parent.operator !== '&&') return valuesOf(parent.right).some((value) => (stringValue(value) ?? '') !== '');
    if (parent.type !== 'LogicalExpression' && !/^TS/.test(parent.type)) return isCall(parent) && parent === node && parent.arguments.length > 1;
    child = parent;
  }
  return false;
}

function isKnownKey(text: string): boolean {
  const key = KEYS.exec(text)?.[0] ?? PRIVATE_KEY.exec(text)?.[0];
  return key !== undefined && !EXAMPLE.test(key) && !/your|here|placeholder|dummy/i.test(key);
}

/** The part of an address that says "put your password here". */
function isMadeUp(password: string): boolean {
  return /^[*x.]+$|^<.*>$|^\[.*\]$|^(YOUR|your)[_-]?|^%/.test(password);
}

/** `'dev-' + …` and templates have a part that is not written here. */
function isOnlyLocallyFilled(text: Node): boolean {
  return text.type === 'TemplateLiteral' && text.expressions.length === 0;
}

/** Nothing to be kept secret: no value, a mask, the name of a variable. */
function isNoValue(text: string): boolean {
  return text === '' || /^[*•x.\-_]+$/i.test(text) || /^\[.*\]$|^<.*>$|^\*{2,}.*\*{2,}$/.test(text) || CONSTANT.test(text) && !/\d{3}/.test(text) || /^(undefined|null|false|true|none|unset|n\/a|(not |un)?(set|configured|present|missing|provided|available|found|loaded|exists?|valid))$/i.test(text) || /^\w{1,12}[_-]$/.test(text);
}

function isPlaceholder(text: string): boolean {
  return /your|change|replace|placeholder|dummy|example|sample|todo|insert|xxx/i.test(text);
}

/** What a literal is named by where it stands: the key, variable, property or parameter it is the value of. */
function nameFor(doc: JavaScriptDoc, text: Node): string | undefined {
  let value = text;
  for (const parent of doc.tree.ancestors(text)) {
    switch (parent.type) {
      case 'ArrayExpression': case 'LogicalExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'ParenthesizedExpression': break;
      case 'ConditionalExpression': if (parent.test === value) return undefined; break;
      case 'VariableDeclarator': return parent.init === value && parent.id.type === 'Identifier' ? parent.id.name : undefined;
      case 'AssignmentExpression': return parent.right === value && /^(=|\|\|=|\?\?=)$/.test(parent.operator) ? lastName(parent.left) : undefined;
      case 'AssignmentPattern': return parent.right === value ? lastName(parent.left) : undefined;
      case 'ObjectProperty': case 'ClassProperty': return parent.value === value ? keyName(parent) : undefined;
      default: return undefined;
    }
    value = parent;
  }
  return undefined;
}

/** A key given to a function that signs, encrypts or checks. */
function givenTo(doc: JavaScriptDoc, text: Node): string | undefined {
  if (nameFor(doc, text) === 'keys' && /^cookie-?session/i.test(lastName(doc.tree.closest(text, 'CallExpression')?.callee) ?? '')) return 'The secret that cookies are signed with is a text in the code';
  const call = doc.tree.parent(text);
  if ((!isCall(call) && call?.type !== 'NewExpression') || (doc.text.slice(text.start!, text.end!).length < 5 && !isCall(call))) return undefined;
  const index = call.arguments.indexOf(text as never);
  const name = lastName(call.callee) ?? '';
  const origin = doc.scopes.qualifiedName(call.callee) ?? '';
  const object = call.callee.type === 'MemberExpression' ? lastName(call.callee.object) ?? '' : '';
  if (index === 1 && /^(sign|verify)$/.test(name) && (/^jsonwebtoken:/.test(origin) || /jwt|jsonwebtoken|jws/i.test(object))) return 'The key that tokens are signed with is a text in the code';
  // The first step of Telegram's signatures has a word for its key, the same for everybody.
  if (index === 1 && /^createHmac$/.test(name) && stringValue(text) !== 'WebAppData') return 'The key of the HMAC is a text in the code';
  if (index === 1 && /^(createCipheriv|createDecipheriv)$/.test(name)) return 'The key of the cipher is a text in the code';
  if (index === 0 && /^(hash|hashSync)$/.test(name) && /bcrypt|argon/i.test(`${object} ${origin}`) && !isForAbsentUser(doc, text)) return 'The password of an account is a text in the code';
  if (index === 0 && (/^cookie-parser:default$/.test(origin) || name === 'cookieParser')) return 'The secret that cookies are signed with is a text in the code';
  if (index === 1 && /^(encrypt|decrypt|HmacSHA\d+)$/.test(name) && /crypto|AES|DES/i.test(textOf(doc, call.callee))) return 'The key of the cipher is a text in the code';
  return undefined;
}

/** What is hashed so that a login takes as long where there is no such user. */
function isForAbsentUser(doc: JavaScriptDoc, text: Node): boolean {
  return /dummy|fake|timing|absent/i.test(textOf(doc, doc.tree.closest(text, 'VariableDeclarator', 'ExpressionStatement', 'ReturnStatement') ?? text));
}

/** The text stands in a description: an example, a message, a schema, an object of labels or routes. */
function isDescribed(doc: JavaScriptDoc, text: Node): boolean {
  for (const ancestor of doc.tree.ancestors(text)) {
    if (ancestor.type === 'ObjectProperty' && ancestor.value !== text && DESCRIBES.test(keyName(ancestor) ?? '') && ancestor.value.type === 'ObjectExpression') return true;
    if (ancestor.type === 'VariableDeclarator' && ancestor.init !== text && ancestor.id.type === 'Identifier' && /(examples?|schema|labels|messages|errors|translations|routes|paths|endpoints|urls|fields|columns|storage_?keys|types|enum|codes)$/i.test(ancestor.id.name)) return true;
    if (ancestor.type === 'Decorator' || ancestor.type === 'TSEnumDeclaration') return true;
    if (ancestor.type === 'FunctionDeclaration' || ancestor.type === 'ClassMethod') return false;
  }
  return false;
}

function looksLikeSecret(doc: JavaScriptDoc, text: Node, name: string, written: string): boolean {
  if (isNoValue(written) || /^[/#.]|^\w+:\/\/[^@]*$/.test(written)) return false;
  if (STRONG.test(name)) return !isItsOwnName(name, written) || /^(secret|my_?secret)$/i.test(written) && !/(client|api|app)_secret$/.test(name) && isUsedAsKey(doc, text);
  if (/^0x[0-9a-f]{40}$/i.test(written) || KINDS.test(written) || isItsOwnName(name, written)) {
    return PASSWORD.test(name) && !isItsOwnName(name, written) && isLogin(doc, text) || PASSWORD.test(name) && isConnection(doc, text);
  }
  if (/\s/.test(written)) return PASSWORD.test(name) && !WORDS_FOR_PEOPLE.test(written) && /\d/.test(written);
  if (PASSWORD.test(name)) return /[^\x00-\x7f]/.test(written) ? /\d/.test(written) : /\d|[!@#$%^&*]/.test(written) || isLogin(doc, text) || CONSTANT.test(name.toUpperCase()) && doc.tree.parent(text)?.type === 'VariableDeclarator';
  if (WORDS.test(written) && !isPlaceholder(written)) return false;
  return true;
}

/** `REFRESH_TOKEN: 'refresh_token'`, `password: 'password'`: a field by its name. */
function isItsOwnName(name: string, text: string): boolean {
  const written = snakeCase(text.replace(/[.:\s]/g, '_'));
  return written === name || name.endsWith(`_${written}`) || written.endsWith(`_${name}`) && WORDS.test(text) || KINDS.test(text);
}

/** Next to a user or a host: what somebody logs in with. */
function isLogin(doc: JavaScriptDoc, text: Node): boolean {
  return siblings(doc, text).some((key) => /^(host|hostname|server|database|db|port|user|username|user_?name|login|email|dialect)$/i.test(key)) && !/[A-Z]\w*\s/.test(stringValue(text) ?? '');
}

function isConnection(doc: JavaScriptDoc, text: Node): boolean {
  return siblings(doc, text).some((key) => /^(host|hostname|server|database|dialect)$/i.test(key));
}

function isUsedAsKey(doc: JavaScriptDoc, text: Node): boolean {
  const parent = doc.tree.parent(text);
  return parent?.type === 'VariableDeclarator' || (parent?.type === 'ObjectProperty' && isCall(doc.tree.parent(doc.tree.parent(parent)!)));
}

function siblings(doc: JavaScriptDoc, text: Node): string[] {
  const object = doc.tree.closest(text, 'ObjectExpression');
  return object?.properties.flatMap((each) => (each.type === 'SpreadElement' ? [] : keyName(each) ?? [])) ?? [];
}

/** The value is for tests only: `process.env.NODE_ENV === 'test' ? 'x' : …`. */
function isForTests(doc: JavaScriptDoc, text: Node): boolean {
  for (const { test, holds } of conditionsOf(doc, text)) if (holds && ENV_TEST.test(textOf(doc, test)) && !/!==/.test(textOf(doc, test))) return true;
  return false;
}
