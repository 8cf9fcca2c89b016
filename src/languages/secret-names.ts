import type { RuleOptions } from './types.ts';

type Words = Pick<RuleOptions, 'secretWords' | 'notSecretWords'>;

const CREDENTIAL = 'token|secret|password|passwd|passphrase|passcode|pwd|api_?key|private_?key|secret_?key|access_?key|signing_?key|encryption_?key|clear_?key|otp';
const CODE = 'reset|verification|verify|otp|link|auth|authorization|login|signin|2fa|mfa|totp|sms|one_?time|activation|security|recovery|backup|pairing|device_?auth';

/** Names that end so hold an identifier, a measure, a place or a digest, whatever stands before. */
const NOT_SECRET_END = /(^|_)(ids?|uuid|guid|count|counts|total|limit|type|name|url|uri|path|len|length|size|usage|ttl|expiry|expires(_(at|in))?|hash)$/;
/** Pieces of text for a language model, and how many: by far most `tokens`. */
const MODEL_TOKENS = /(^|_)(total|max|min|num|used|prompt|completion|input|output|cached|stop|pad|mask|bos|eos|sep|cls|unk)_tokens?$/;
/** Keys by whose doors they open: `openAiKey`, `STRIPE_KEY`, `supabase_service_role_key`. */
const PROVIDER_KEY = '(open_?ai|open_?router|anthropic|claude|gemini|groq|mistral|cohere|deep_?seek|hugging_?face|stripe|razorpay|paystack|twilio|send_?grid|resend|mailgun|aws|azure|supabase|service_role|anon|jwt|license)_?key';
const SECRET = new RegExp(`(^|_)(${CREDENTIAL}|${PROVIDER_KEY}|credentials?|authorization|auth_header|bearer|cookie|jwt)$`);
const SECRET_LIST = /(^|_)((access|refresh|auth|api|reset|session|bearer|id|device|csrf)_tokens|passwords|secrets|api_?keys|otps|(recovery|backup)_codes)$/;
const SECRET_CODE = new RegExp(`(^|_)(${CODE})_code$`);

/** Words of values that are made up, or that need only be unique: keys of caches and files, marks of requests and runs. */
const ONLY_UNIQUE = /(^|_)(mock|mocked|test|fake|demo|dummy|sample|example|placeholder|price|slug|jti|nonce|salt|cache|storage|object|event|activity|analytics)(_|$)|(^|_)idempot|hash/;
/** Tokens that mark a place, a holder, a repeated request or a receiver rather than prove who somebody is. */
const MARKER = /(^|_)(lock|lease|fencing|claim|mutex|semaphore|page|next|continuation|sync|cancel|cancellation|client|client_request|correlation|trace|tracking|debug|dedup|dedupe|push|fcm|apns|model|vocab|stop|pad|mask|bos|eos|sep|cls|unk)_tokens?$/;
/** Codes made to be shown around. */
const PUBLIC_CODE = /(^|_)(certificates?|cert|affiliate|referral|refer|ref|voucher|coupon|promo|promotion|discount|gift|invite|invitation|join|room|game|booking|reservation|order|ticket|tracking|support|error|status|exit|response|zip|postal|country|currency|language|lang|area|region|state|product|item|sku|bar|qr|short|color|course|class|employee|student|customer|confirmation)_?code$/;

/** What says who or where somebody is, by its name. */
const PERSONAL = /(^|_)(e_?mails?|email_address|phone|phone_number|mobile|mobile_number|ssn|social_security(_number)?|credit_card|card_number|iban|passport_number|date_of_birth|dob|aadhaar|pan_number|national_id|home_address|street_address)$/;

/** Splits `refreshToken`, `SMSOtp` and `SMSOTP` into `refresh_token` and `sms_otp`. */
export function snakeCase(name: string): string {
  return name.replace(/OAuth/g, 'Oauth').replace(/([A-Z]{3,})OTP(?![a-z])/g, '$1_OTP')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[-\s]+/g, '_').toLowerCase();
}

/**
 * Whether what a name holds must not be shown, such as in a log. Errs towards yes: hiding a harmless value costs little.
 */
export function isSecretName(name: string, words: Words): boolean {
  const snake = snakeCase(name);
  const said = ownWord(snake, words);
  if (said !== undefined) return said;
  if (NOT_SECRET_END.test(snake) || MODEL_TOKENS.test(snake)) return false;
  return SECRET.test(snake) || SECRET_LIST.test(snake) || SECRET_CODE.test(snake);
}

/**
 * Whether a name says that a value made here proves who somebody is, and must not be guessed. Errs towards no: ids,
 * keys of caches, locks and request marks need only be unique.
 */
export function isProofName(name: string, words: Words): boolean {
  const snake = snakeCase(name);
  const said = ownWord(snake, words);
  if (said !== undefined) return said;
  if (NOT_SECRET_END.test(snake) || ONLY_UNIQUE.test(snake) || MARKER.test(snake) || PUBLIC_CODE.test(snake)) return false;
  return PROOF.test(snake) || SECRET_LIST.test(snake) || SECRET_CODE.test(snake) || (PIN.test(snake) && !OTHER_PIN.test(snake));
}
const PROOF = new RegExp(`(^|_)(${CREDENTIAL}|(new|temp|tmp|user|admin|default|generated|random)_pass|(access|door|gate|unlock|locker|pickup|pick_up)_code)$`);
/** A number typed to be let in; not that of a board, and no place on a map. */
const PIN = /(^|_)pin(_number)?$/;
const OTHER_PIN = /(^|_)(gpio|board|led|map|push|drop|input|output|clock|data)_pin$/;

/** Whether a function is called after the secret it makes: `generate_reset_token`, `createApiKey`, `make_otp`. */
export function makesSecret(functionName: string, words: Words): boolean {
  const snake = snakeCase(functionName).replace(/^_+/, '');
  const made = /^(?:generate|gen|create|new|make|random|issue|build|get|get_new|get_random)_(.+)$/.exec(snake)?.[1];
  const product = made ?? /^(.+)_(?:generator|generation)$/.exec(snake)?.[1];
  return product !== undefined && isProofName(product, words);
}

/** Whether a name says that its value tells who or where somebody is: an e-mail address, a telephone number. */
export function isPersonalName(name: string): boolean {
  return PERSONAL.test(snakeCase(name));
}

/** Whether a code is one that people pass around: a voucher, a booking, a country. */
export function isPublicCode(name: string): boolean {
  return PUBLIC_CODE.test(snakeCase(name));
}

/** The project's own word on a name, from its configuration. */
function ownWord(snake: string, { secretWords, notSecretWords }: Words): boolean | undefined {
  if (notSecretWords.some((word) => snake.includes(snakeCase(word)))) return false;
  if (secretWords.some((word) => snake.includes(snakeCase(word)))) return true;
  return undefined;
}
