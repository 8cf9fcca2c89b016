/** Names whose words say that all around them is made up. */
export const MADE_UP = /(^|_)(mock|fake|dummy|demo|simulat\w*|sample|example|placeholder|seed\w*|populate\w*|test_data|fixtures?|self_test|synthetic|honeypots?|locust|load_tests?|perf(ormance)?_tests?|benchmarks?)(_|$)/;
export const LOCKS = /(^|_)(lock|locks|locking|lease|leases|mutex|semaphore|claim|claims|reservation|dedup|dedupe|spinlock|redlock)(_|$)/;
export const AUTH = /(^|[_/])(auth|oauth2?|authentication|authorization|login|signin|sso|oidc|saml|accounts?|otp|mfa|2fa|totp|passwords?|verif\w*|security)([_/.]|$)/;
export const CODE_SENDER = /(^|_)(sms|otp|verif\w*|reset|login|auth|mfa|2fa|two_factor|password)(_|$)/;
export const SESSION = /(^|_)(session(_(id|key|token))?|sid|sess_id)$/;
export const STATE = /(^|_)(state|csrf|xsrf)$/;
export const AUTH_STORE = /(^|[_.])(auth_codes?|authorization_codes?|oauth_(codes?|states?|sessions?)|auth_(sessions?|requests?)|(access|refresh|bearer|api)_(tokens?|keys?)|user_tokens|pending_auths?|login_sessions?)([_.]|$)/;
/** Classes of the records that one-time codes are kept in. */
export const PROOF_RECORD = /(^|[_.])(otp|verification|verif|confirm|confirmation|two_factor|2fa|mfa|one_time|password_reset|reset_password)(s|_?\w*codes?|_?\w*tokens?)?([_.]|$)/;
export const LINK_SECRET = /^(code|token|otp|key|secret|state|session|auth|sig|ticket|\w*_(token|code|key|secret)|(reset|verif|activat|confirm|magic|login|invite|unsubscribe)[\w-]*)$/i;
/** Names of ids, and names so near a secret's that a reader would ask. */
export const ID = /(^|_)(ids?|uuid|guid)$/;
export const NEAR = /token|secret|passw|credential|otp|api_?key|(^|_)(session|jti|nonce|salt|auth|csrf|code)(_|$)/;
export const NEAR_FOR_RANDOM = /token|secret|passw|credential|(^|_)otp|api_?key|(^|_)(pin|nonce|salt|(invite|access|auth|promo|coupon|voucher|referral)_?code)$/;
