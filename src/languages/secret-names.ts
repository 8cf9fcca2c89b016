import type { RuleOptions } from './types.ts';

/** Names that hold such a word are identifiers, look-up keys, counts or made-up values, whatever else they say. */
const NOT_SECRET = /(^|_)(ids?|uuid|guid|count|counts|total|limit|type|name|url|uri|path|len|length|size|usage|ttl|expiry|expires(_(at|in))?|hash)$|mock|test|fake|demo|price|slug|jti|idempot|cache|storage|object|event|activity|(^|_)(total|max|min|num|used|prompt|completion|input|output)_tokens?|tokens$/;
const SECRET = /(^|_)(token|secret|password|passwd|passphrase|pwd|api_?key|private_?key|secret_?key|access_?key|signing_?key|encryption_?key|otp|clear_?key|credentials?|authorization|auth_header|bearer|cookie|session_token|jwt)$/;
const SECRET_CODE = /(^|_)(reset|verification|verify|otp|link|auth|authorization|login|2fa|mfa)_code$/;

/** Splits `refreshToken` and `SMSOtp` into `refresh_token` and `sms_otp`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').replace(/[-\s]+/g, '_').toLowerCase();
}

/** Whether a name says that its value proves who somebody is: rule 6.0, with the project's own words. */
export function isSecretName(name: string, options: Pick<RuleOptions, 'secretWords' | 'notSecretWords'>): boolean {
  const words = snakeCase(name);
  if (options.notSecretWords.some((word) => words.includes(snakeCase(word)))) return false;
  if (options.secretWords.some((word) => words.includes(snakeCase(word)))) return true;
  return !NOT_SECRET.test(words) && (SECRET.test(words) || SECRET_CODE.test(words));
}
