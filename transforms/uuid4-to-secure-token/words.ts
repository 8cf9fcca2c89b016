/** Names whose words say that all around them is made up. */
export const MADE_UP = /(^|_)(mock|fake|dummy|demo|simulat\w*|sample|example|placeholder|seed\w*|populate\w*|test_data|fixtures?|self_test|synthetic|honeypots?|locust|load_tests?|perf(ormance)?_tests?|benchmarks?)(_|$)/;
/** A demonstration that is not made up: one given live, or one that somebody asks for. */
export const REAL_DEMO = /(^|_)(live_demo|(book|request|schedule)_(a_)?demo|demo_(bookings?|requests?))(?=_|$)/g;
export const LOCKS = /(^|_)(lock|locks|locking|lease|leases|mutex|semaphore|claim|claims|reservation|dedup|dedupe|spinlock|redlock|fence|fences|fencing|leader|leadership)(_|$)/;
/** A statement that writes to the table of locks. */
export const LOCK_TABLE = /\b(?:INTO|UPDATE|FROM)\s+["'`]?(\w*(?:lock|lease|mutex|semaphore|fenc|claim|leader)\w*)/i;
/** Names of marks that tell one holder of a lock from another. */
export const MARK = /^(_?token|(owner|holder|worker|run|runner|job|process|instance|execution|attempt|fence|fencing|lock|lease|claim)_token|value)$/;
export const AUTH = /(^|[_/])(auth|oauth2?|authentication|authorization|login|signin|sso|oidc|saml|accounts?|otp|mfa|2fa|totp|passwords?|verif\w*|security)([_/.]|$)/;
export const CODE_SENDER = /(^|_)(sms|otp|verif\w*|reset|login|auth|mfa|2fa|two_factor|password)(_|$)/;
export const SESSION = /(^|_)(session(_(id|key|token))?|sid|sess_id)$/;
/** The session of who uses the program, rather than one of a chat, a game or a worker. */
export const OWN_SESSION = /^(new_|user_|auth_|login_|http_|web_)?(session(_(id|key|token))?|sid)$/;
export const STATE = /(^|_)(state|csrf|xsrf)$/;
export const AUTH_STORE = /(^|[_.])(auth_codes?|authorization_codes?|oauth_(codes?|states?|sessions?)|auth_(sessions?|requests?)|(access|refresh|bearer|api)_(tokens?|keys?)|user_tokens|pending_auths?|login_sessions?)([_.]|$)/;
/** Classes of the records that one-time codes are kept in. */
export const PROOF_RECORD = /(^|[_.])(otp|verification|verif|confirm|confirmation|two_factor|2fa|mfa|one_time|password_reset|reset_password)(s|_?\w*codes?|_?\w*tokens?)?([_.]|$)/;
export const LINK_SECRET = /^(code|token|otp|key|secret|state|session|auth|sig|ticket|\w*_(token|code|key|secret)|(reset|verif|activat|confirm|magic|login|invite|unsubscribe)[\w-]*)$/i;
/** Codes that are shown around, unless whoever knows one gets to what is kept under it. */
export const OPENING_CODE = /(^|_)(confirmation|reservation|booking)_?(code|number|pin)$/;
/** Calls that find something by what they are given, and functions that only ask whether a new code is free. */
export const LOOKS_UP = /^(filter|filter_by|get|aget|one|first|where|match|eq|and|or|exec|execute|query|select|lookup|find|search)([A-Z_]\w*)?$/;
export const CHECKS_UNIQUE = /(^|_)(unique|exists?|taken|available|generate|gen|make|create)(_|$)/;
/** What stands before a code in a text that sends it, and after it. */
const SENT_CODE = /\b(?:(?:verification|verify|confirmation|confirm|security|log-?in|sign-?in|access|auth(?:entication|orization)?|one[- ]time|2fa|two[- ]factor|mfa|reset|recovery|activation|pairing|unlock|door)\s+(?:[\w-]+\s+)?(?:code|pin|password|passcode|number|token)\b|(?:your|the)\s+(?:new\s+|temporary\s+)?(?:otp|pin|passcode)\b|(?:otp|pin|passcode)(?:\s+(?:code|number))?\s*(?:is\b|:|=))[^.!?]{0,30}$/i;
const IS_CODE = /^\W*(?:is|as)\s+(?:your|the)\s+(?!.{0,30}\b(?:booking|order|tracking|referral|promo|discount|coupon|voucher|gift|invit\w+)\b)(?:[\w-]+\s+){0,4}(?:code|otp|pin|passcode)\b/i;
const CALLED_CODE = /\byour\s+(?:new\s+|temporary\s+)?code\s*(?:is|:)\W*$/i;

/** What a text calls that which stands between its parts, if that lets in: only digits are meant by `Your code is`. */
export function sentAs(before: string, after: string): 'code' | 'your code' | undefined {
  const [left, right] = [before, after].map((text) => text.replace(/<[^>]*>|&nbsp;|\\n|\*+/g, ' '));
  if (SENT_CODE.test(left!) || IS_CODE.test(right!)) return 'code';
  return CALLED_CODE.test(left!) ? 'your code' : undefined;
}

/** The cookie that a text for a `Set-Cookie` header gives a value to; `heading` is what stands before the text. */
export function cookieIn(heading: string, before: string): string | undefined {
  return /set-cookie["']?\]?\s*[,:=(]\s*[\[(]?\s*$/i.test(heading) ? /^([\w.-]+)=$/.exec(before)?.[1] : undefined;
}

/** Names of ids, and names so near a secret's that a reader would ask. */
export const ID = /(^|_)(ids?|uuid|guid)$/;
export const NEAR = /token|secret|passw|credential|otp|api_?key|(^|_)(session|jti|nonce|salt|auth|csrf|code)(_|$)/;
export const NEAR_FOR_RANDOM = /token|secret|passw|credential|(^|_)otp|api_?key|(^|_)(nonce|salt|(invite|access|auth|promo|coupon|voucher|referral)_?code)$/;
