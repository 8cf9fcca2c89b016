import { dottedText, enclosingFunction, isCall, keyName, lastName, propertyOf, stringValue, textOf, unwrapped, type AnyCall } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { madeFrom, optionOf, optionsOf, packageOf, valueOf, type Made } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

/** Calls that verify, by the package they come from and their name there. */
const VERIFIES: readonly (readonly [RegExp, RegExp])[] = [
  [/^jsonwebtoken$/, /^(default\.)?verify$/], [/^jose$/, /^(jwtVerify|jwtDecrypt|compactVerify)$/], [/^(express-jwt|koa-jwt)$/, /^(default|expressjwt|jwt)$/],
  [/^passport-jwt$/, /Strategy$/], [/^hono\/jwt$/, /^(verify|jwt|jwk)$/], [/^@fastify\/jwt$/, /^default$/], [/^(@clerk\/|google-auth-library|firebase-admin|aws-jwt-verify)/, /verif|getAuth|requireAuth|clerkMiddleware|withAuth/i],
  [/^@graphql-yoga\/plugin-jwt$/, /^useJWT$/], [/^jwt-simple$/, /^(default\.)?decode$/], [/^fast-jwt$/, /^createVerifier$/], [/^next-auth\/jwt$/, /^(getToken|decode)$/], [/^express-oauth2-jwt-bearer$/, /^auth$/], [/^(njwt|paseto)$/, /^(default\.)?verify$/],
];
/** Methods whose name says that a token is verified, whatever they belong to. */
const VERIFY_METHODS = /^(jwtVerify|verifyIdToken|verifySessionCookie|verifyAccessToken)$/;
const TOKEN_SERVICE = /jwt|jsonwebtoken|jws/i;
const DECODERS: readonly (readonly [RegExp, RegExp])[] = [
  [/^jsonwebtoken$/, /^(default\.)?decode$/], [/^jose$/, /^decodeJwt$/], [/^(jwt-decode|jwt_decode)$/, /^(default|jwtDecode|jwt_decode)$/], [/^hono\/jwt$/, /^decode$/],
];

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /jwt|jsonwebtoken|jose|verifyIdToken|verifySessionCookie|ignoreExpiration|['"]none['"]|split\(\s*['"]\.['"]|clerk|google-auth-library/i,
  * evidence(doc) {
    for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression')) {
      if (!isVerification(doc, call)) continue;
      yield { ...spanOf(call), message: `The signature of the token is verified${algorithmsOf(doc, call)}` };
      return;
    }
    for (const owner of doc.tree.all('ClassDeclaration')) {
      const base = owner.superClass;
      if (!isCall(base) || lastName(base.callee) !== 'PassportStrategy' || packageOf(doc.scopes.qualifiedName(base.arguments[0])) !== 'passport-jwt') continue;
      yield { ...spanOf(base), message: 'passport-jwt verifies the signature of the token' };
      return;
    }
  },
  * problems(doc) {
    for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
      if (isDecoding(doc, call) && !isForItsHeader(call) && !isVerifiedBeside(doc, call)) yield { ...spanOf(call), message: 'The token is decoded without verifying it: look at whether somebody trusts what it says' };
      if (isSplitByHand(doc, call)) yield { ...spanOf(call), message: 'The token is taken apart by hand, without verifying it: look at whether somebody trusts what it says' };
    }
    for (const property of doc.tree.all('ObjectProperty')) {
      const key = keyName(property);
      const value = unwrapped(property.value);
      if (key === 'ignoreExpiration' && value.type === 'BooleanLiteral' && value.value) yield { ...spanOf(property), message: 'Tokens that have expired are taken' };
      if (/^algorithms?$/.test(key ?? '') && /['"`]none['"`]/i.test(textOf(doc, value)) && !/[nN]otIn|forbid|reject|disallow/.test(textOf(doc, doc.tree.parent(property)!))) yield { ...spanOf(property), message: 'Tokens without a signature (`none`) are taken' };
    }
    for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
      const fallback = isVerification(doc, call) ? fallbackKey(doc, call) : undefined;
      if (fallback) yield { ...spanOf(fallback), message: 'Without the variable tokens are verified with a key that is in the code: who knows it can make them' };
    }
    for (const call of madeFrom(doc, /^jsonwebtoken$/, /^(default\.)?sign$/)) {
      if (isCall(call) && !hasExpiry(doc, call)) yield { ...spanOf(call), message: 'The token is signed without an expiry' };
    }
  },
});

/** The algorithms that a token may be signed with, where the call names them. */
function algorithmsOf(doc: JavaScriptDoc, call: Made): string {
  const given = optionOf(doc, call, 'algorithms');
  const names = given ? [given, ...doc.tree.inside(given, 'StringLiteral')].flatMap((each) => stringValue(each) ?? []) : [];
  return names.length > 0 ? ` (${[...new Set(names)].join(', ')})` : '';
}

function isVerification(doc: JavaScriptDoc, call: AnyCall | Extract<Node, { type: 'NewExpression' }>): boolean {
  const origin = doc.scopes.qualifiedName(call.callee);
  const from = packageOf(origin);
  if (from !== undefined && VERIFIES.some(([packages, names]) => packages.test(from) && names.test(origin!.slice(from.length + 1)))) return !(from === 'jwt-simple' && unwrapped(call.arguments[2] ?? call).type === 'BooleanLiteral');
  const name = lastName(call.callee) ?? '';
  const object = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? call.callee.object : undefined;
  if (VERIFY_METHODS.test(name) && object) return name !== 'verifyAccessToken' || from !== undefined;
  if (isLayerOfJwt(doc, call)) return true;
  return /^verify(Async)?$/.test(name) && !!object && (TOKEN_SERVICE.test(lastName(object) ?? '') || /\.jwt$/.test(dottedText(object) ?? '')) && call.arguments.length > 0;
}

/** The text behind `||` or `??` in the key that a token is verified with. */
function fallbackKey(doc: JavaScriptDoc, call: AnyCall): Node | undefined {
  const key = valueOf(doc, call.arguments[1]);
  return key?.type === 'LogicalExpression' && key.operator !== '&&' && stringValue(key.right) ? key.right : undefined;
}

/** `passport.authenticate('jwt')` and `AuthGuard('jwt')`; `app.register(jwt)` only makes the means. */
function isLayerOfJwt(doc: JavaScriptDoc, call: AnyCall | Extract<Node, { type: 'NewExpression' }>): boolean {
  const name = lastName(call.callee) ?? '';
  return (name === 'authenticate' && /passport/.test(textOf(doc, call.callee)) || name === 'AuthGuard') && stringValue(call.arguments[0]) === 'jwt';
}

function isDecoding(doc: JavaScriptDoc, call: AnyCall): boolean {
  const origin = doc.scopes.qualifiedName(call.callee);
  const from = packageOf(origin);
  if (from !== undefined && DECODERS.some(([packages, names]) => packages.test(from) && names.test(origin!.slice(from.length + 1)))) return true;
  const object = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? call.callee.object : undefined;
  return lastName(call.callee) === 'decode' && !!object && from !== 'next-auth/jwt' && from !== 'jwt-simple' && /^(jwt|jsonwebtoken|jwtService|_?jwt)$/i.test(lastName(object) ?? '');
}

/** `jwt.decode(token, { complete: true })` finds the key's id, with which the token is verified then. */
function isForItsHeader(call: AnyCall): boolean {
  const complete = propertyOf(call.arguments[1], 'complete');
  return complete?.type === 'ObjectProperty' && complete.value.type === 'BooleanLiteral' && complete.value.value;
}

function isVerifiedBeside(doc: JavaScriptDoc, call: AnyCall): boolean {
  const fn = enclosingFunction(doc.tree, call);
  return !!fn && doc.tree.inside(fn, 'CallExpression', 'OptionalCallExpression').some((each) => isVerification(doc, each));
}

/** `JSON.parse(atob(token.split('.')[1]))`. */
function isSplitByHand(doc: JavaScriptDoc, call: AnyCall): boolean {
  if (dottedText(call.callee) !== 'JSON.parse') return false;
  const [argument] = call.arguments;
  const text = argument ? textOf(doc, argument) : '';
  if (!/atob|base64|toString/.test(text)) return false;
  const names = argument ? [argument, ...doc.tree.inside(argument, 'Identifier')].flatMap((each) => valueOf(doc, each) ?? []) : [];
  const isToken = [text, ...names.filter((each) => each.type !== 'Identifier').map((each) => textOf(doc, each))].some((each) => /(token|jwt)\w*\)?\??\.split\(\s*['"]\.['"]\s*\)/i.test(each));
  return isToken && !isVerifiedBeside(doc, call) && !/createHmac|timingSafeEqual/.test(textOf(doc, enclosingFunction(doc.tree, call) ?? call));
}

function hasExpiry(doc: JavaScriptDoc, call: AnyCall): boolean {
  const payload = valueOf(doc, call.arguments[0]);
  if (payload?.type === 'ObjectExpression' ? propertyOf(payload, 'exp') || payload.properties.some(({ type }) => type === 'SpreadElement') : false) return true;
  if (payload && payload.type !== 'ObjectExpression' && payload.type !== 'StringLiteral' && call.arguments.length < 3 && /\bexp\b/.test(doc.text)) return true;
  const given = call.arguments[2];
  if (!given) return false;
  const options = optionsOf(doc, { ...call, arguments: [given] } as AnyCall);
  return !options || !!propertyOf(options, 'expiresIn') || options.properties.some(({ type }) => type === 'SpreadElement');
}
