import { snakeCase } from '../secret-names.ts';
import { dottedText, isCall, lastName, propertyName, stringValue, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { oncePerFile } from './queries.ts';
import { isRequest } from './requests.ts';
import { boundIn } from './scopes.ts';
import type { Node, NodeOf } from './tree.ts';

/** Whole answers of whoever lets people in: tokens are in them, whatever else is. */
const HOLDERS = /^(tokens?|oauth2?|auth|login|log_in|sign_?in|refresh)_(data|response|resp|res|result|payload|set|body|json)$/;
const GETS_SESSION = /^(getServerSession|unstable_getServerSession|getIronSession)$|\.auth\.(getSession|refreshSession|setSession|exchangeCodeForSession|signInWith(Password|Otp|IdToken)|signUp|verifyOtp)$/;
/** `?token=` in front of a value: a link that lets in whoever has it. */
const QUERY = /[?&#]((?:[a-z]+_)?(?:token|api_?key|secret|password|signature|sig|otp))=$/i;
/** A thing that is traded, in files where nothing proves who somebody is. */
const COIN = /^((from|to|base|quote|collateral|index|input|output|reward|underlying|payment|asset|pool|lp|native|wrapped)_)?token$/;
const TRADES = /\btoken(Symbol|Address|Decimals|In|Out|Mint|Registry)s?\b|\btoken_(symbol|address|mint)\b|\bERC-?20\b|\b(USDC|USDT|WETH)\b/;
const LETS_IN = /\b(jwt|bearer|authorization|csrf|passport|cookies?)\b|(access|refresh|auth|api|bot|id|session|reset|verification|invite|fcm|device|push|security)_?token|\b(verify|decode|sign|validate|create|generate)\w*Token/i;
/** A setting with a token in it. */
const TOKEN_SETTING = /(\b|_)TOKEN\b/;

/** Whether a name is that of a whole answer with tokens in it. */
export function holdsTokens(name: string): boolean {
  return HOLDERS.test(snakeCase(name));
}

/** Whether a call gives the session of somebody who signed in. */
export function givesSession(node: Node | null | undefined): boolean {
  const call = node?.type === 'AwaitExpression' ? node.argument : node;
  return isCall(call) && GETS_SESSION.test(dottedText(call.callee) ?? '');
}

/** `req.sessionID` and `req.session.id`: with it, and the key that signs it, somebody is signed in. */
export function isSessionId(node: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>): boolean {
  const { object } = node;
  const name = propertyName(node);
  if (name === 'sessionID') return isRequest(object);
  return name === 'id' && (object.type === 'MemberExpression' || object.type === 'OptionalMemberExpression') && propertyName(object) === 'session' && isRequest(object.object);
}

/** `token` of `…/verify?token=${value}`. */
export function queryInFront(doc: JavaScriptDoc, value: Node): string | undefined {
  const parent = doc.tree.parent(value);
  if (parent?.type === 'TemplateLiteral') return QUERY.exec(parent.quasis[(parent.expressions as readonly Node[]).indexOf(value)]?.value.raw ?? '')?.[1];
  if (parent?.type !== 'BinaryExpression' || parent.right !== value) return undefined;
  return QUERY.exec(stringValue(parent.left.type === 'BinaryExpression' ? parent.left.right : parent.left) ?? '')?.[1];
}

const tradesOnly = oncePerFile((doc) => TRADES.test(doc.text) && !LETS_IN.test(doc.text) && !TOKEN_SETTING.test(doc.text));

/** Whether `token` names a coin here. */
export function isCoin(doc: JavaScriptDoc, name: string): boolean {
  return COIN.test(snakeCase(name)) && tradesOnly(doc);
}

/** `data` of `response.data`, where the response is one with tokens. */
export function isDataOfHolder(node: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>): boolean {
  return propertyName(node) === 'data' && holdsTokens(lastName(node.object) ?? '');
}

/** `body` beside a `title`: what somebody is told. */
export function isOfMessage(fn: AnyFunction, words: string): boolean {
  return words === 'body' && fn.params.some((each) => boundIn(each as Node).some(({ name }) => /^(title|subject)$/i.test(name)));
}
