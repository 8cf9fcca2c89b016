import { isSecretName, snakeCase } from './secret-names.ts';
import type { RuleOptions } from './types.ts';

const MASKS = /(^|_)(mask|redact|sanitize|saniti[sz]ed|obfuscate|scrub|hide|hash|fingerprint|digest|truncate_secret)(_|$)|(^|_)(masked|redacted|hashed)$/;
/** What a password is checked against: it can be tried out offline. */
const PASSWORD_HASH = /(^|_)(password|passwd|pwd|pw|passphrase)_?(hash|hashed|digest)$|(^|_)hash(ed)?_?(password|passwd|pwd|pw)$/;
/** Addresses that usually carry a password, and links that prove who follows them. */
const ADDRESSES = /(^|_)(database|db|sqlalchemy_database|redis|mongo|mongodb|postgres|postgresql|pg|mysql|amqp|atlas|mongo_db|mongo_atlas|mongodb_atlas|mongoose|neon|broker|rabbitmq|celery_broker|celery_result|sync_database|async_database|https?_proxy|socks_proxy|proxy)_(url|uri|dsn)$|(^|_)(slack|discord|teams)_webhook(_url)?$|(^|_)(connection_(string|uri|url|str)|conn_str|dsn)$|(^|_)(reset|magic|verify|verification|activation|invite|invitation|confirm|confirmation|login|password_reset)_(link|url)$/;
/** Keys by what they open. */
const KEYS = /(^|_)(token|auth|session|jwt|master|fernet|hmac|service_role)_key$/;
const CODES = /^(code|state|oauth_state|state_token|code_verifier|pin|csrf)$|(^|_)code$/;
const OTHER_CODES = /(^|_)(status|error|err|response|resp|country|lang|language|locale|zip|zipcode|postal|exit|return|ret|currency|http|phone|dial|area|colou?r|sql|course|promo|coupon|discount|product|item|airport|iata|region|state|city|room|class|department|source|reason|result|event|message|close|op|byte|bar|qr|client|project|company|category|stock|fund|bank|tax|hs|icd|symbol|type|generated|python|py|js|html)_code$/;
const PROOF_PLACES = /auth|oauth|login|signin|sign_in|signup|account|otp|2fa|mfa|verif|password|reset|callback|token/i;

/** A row or an answer that holds a one-time code. */
const HOLDS_OTP = /(^|_)otp_(body|doc|document|record|row|data|payload|entry|response|result|details|info|obj|object)$/;

/** Whether what a name holds must not be shown: a secret, a password's hash, an address with a password in it. */
export function isHiddenName(name: string, words: Pick<RuleOptions, 'secretWords' | 'notSecretWords'>): boolean {
  const snake = snakeCase(name);
  return isSecretName(name, words) || PASSWORD_HASH.test(snake) || ADDRESSES.test(snake) || KEYS.test(snake) || HOLDS_OTP.test(snake) || snake === 'cookies' || snake === 'set_cookie';
}

/** `masked`, `hashToken`: the value was made fit to be shown. */
export function isMask(name: string): boolean {
  const words = snakeCase(name);
  return MASKS.test(words) && !PASSWORD_HASH.test(words);
}

/** An authorization code, a one-time code or an OAuth state, where the code around is about signing in. */
export function isProofCode(name: string): boolean {
  const words = snakeCase(name);
  return CODES.test(words) && !OTHER_CODES.test(words);
}

/** Whether a path or the name of a function is about signing in. */
export function isProofPlace(name: string): boolean {
  return PROOF_PLACES.test(name);
}

const TOKENS = /\b(sk-[\w-]{16,}|(?:sk|pk|rk)_(?:live|test)_\w{10,}|AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|xox[abp]-[\w-]{10,}|eyJ[\w-]{10,}\.[\w-]+(?:\.[\w-]+)?|AIza[\w-]{30,})/g;
const NAMED_VALUES = /\b(?:password|passwd|pwd|secret|api[ _-]?key|access[ _-]?token|pin)\b["']?\s*[:=]\s*["'(]?([^\s"'(){},;]{4,})/gi;
const URL_PASSWORDS = /:\/\/[^\s:/@{}]+:([^\s:/@{}]{3,})@/g;

/** Where a literal text itself holds a secret: offsets into the text. */
export function secretsInText(text: string): { readonly start: number; readonly end: number }[] {
  const whole = [...text.matchAll(TOKENS)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const values = [...text.matchAll(NAMED_VALUES), ...text.matchAll(URL_PASSWORDS)]
    .filter((match) => /\d|[!@#$%^&*]/.test(match[1]!) && !/^[*•x.]+$|^\[/i.test(match[1]!))
    .map((match) => {
      const start = match.index + match[0].lastIndexOf(match[1]!);
      return { start, end: start + match[1]!.length };
    });
  return [...whole, ...values.filter((value) => !whole.some((other) => value.start < other.end && other.start < value.end))].sort((a, b) => a.start - b.start);
}
