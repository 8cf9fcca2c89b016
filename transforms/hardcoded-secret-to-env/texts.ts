import { isSecretName, snakeCase } from '../../src/languages/secret-names.ts';
import type { RuleOptions } from '../../src/languages/types.ts';

type Words = Pick<RuleOptions, 'secretWords' | 'notSecretWords'>;

/** Names of settings that are secrets beside those a log must not show: `DB_PASS`, `FERNET_KEY`, `OPENAI_KEY`. */
const SETTINGS = /(^|_)(pass|passwd|pw|secret_key_base|secret_?key\w*|(jwt|app|master|hmac|fernet|service|service_role|auth|account|crypto|cipher|cookie|csrf|webhook|admin|license|security|openai|anthropic|gemini|groq|stripe|sendgrid|twilio|resend|mailgun|aws|azure|google|maps)_key|password_salt|security_salt|jwt_salt|token_salt)$/;
/** Names that a log hides and that hold no secret of the program itself. */
const NOT_SETTINGS = /(^|_)(authorization|auth_header|bearer|cookie|cookies|jwt|credentials?|otp|\w+_code|bypass|compass|by_pass|(gate|low|high|band|all|first|second|two|multi|single|one|forward|backward)_pass|page_token|next_page_token|stop_token|pad_token|unk_token|bos_token|eos_token|mask_token|sep_token|cls_token)$/;

/** Whether a setting of this name is a secret of the program. */
export function isSecretSetting(name: string, words: Words): boolean {
  const snake = snakeCase(name);
  return !NOT_SETTINGS.test(snake) && (isSecretName(name, words) || SETTINGS.test(snake));
}

const STRONG = /(secret|secret_?key|password|passwd|pwd|pass|jwt_key|private_key|encryption_key)$/;
const KINDS = /token|secret|passw|api_?key|credential|auth|bearer|session|csrf|otp/i;

/** Whether a text given to the name of a secret is one, rather than a label, a message or the name of a variable. */
export function looksSecret(name: string, text: string, { isStrict }: { readonly isStrict: boolean }): boolean {
  const value = text.trim();
  const isStrong = STRONG.test(snakeCase(name)) && /^[A-Z_]+$|secret|password/.test(name);
  if (value.length < (/token$/i.test(name) ? 6 : 2) || isNoValue(value)) return false;
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) || /^x-[a-z-]+$/i.test(value)) return false;
  if (/\s/.test(value)) return isStrong && /^[A-Z]/.test(name) && !isStrict && !/[.!?]$|\b(is|must|not|invalid|your|please|required|incorrect|wrong|the|expired|missing)\b/i.test(value);
  if (/^(https?:\/)?[./][\w/.{}-]*$|^https?:\/\//.test(value) || /^[a-z]+([.:][a-z_]+)+$/.test(value)) return false;
  const isLabel = /^[a-zA-Z]+([_-][a-zA-Z]+)*$/.test(value) && KINDS.test(value) && value.length < 24;
  if (isLabel && (isStrict || !isStrong) && !/change|your|dev|test|demo|default|super|my|insecure|admin/i.test(value)) return false;
  // A translation or the kind of a field in a mapping: `"password": "Passwort"`.
  return !(isStrict && /^[A-Z\u00c0-\uffff][a-z\u00c0-\uffff]+$/.test(value) && /^[a-z]/.test(name));
}

/** Masks, formats, and words that stand for the lack of a value or for a type. */
function isNoValue(value: string): boolean {
  return /^[*•x.\-_#=]+$/i.test(value) || /^(\[.*\]|<.*>|\{.*\}|\$\{?\w+\}?|%\(?\w*\)?s)$/.test(value) || /^\{\}/.test(value) || /\(\?|\[\^|\\[swdb]|\[A-Z/.test(value) ||
    /^(none|null|true|false|string|str|text|varchar|bearer|basic|token|jwt|required|optional|hidden|unset|undefined|unknown|env|environment|n\/?a|bytes|access|refresh|invalid|missing|expired|sha256|bcrypt|hs256|header|cookie|query|body|password_hash|hashed_password|(not |un)?(set|configured|present|provided|available|found|loaded)|redacted|masked)$/i.test(value) && !/^password$/i.test(value);
}

const KEYS = /\b(sk-(?:proj-|ant-|or-)?[\w-]{20,}|(?:sk|rk)_(?:live|test)_[\w.]{3,}|AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{16,}|xox[abps]-[\w-]{10,}|eyJ[\w-]{20,}\.eyJ[\w-]{10,}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|rzp_(?:live|test)_\w{8,}|whsec_\w{16,}|hf_\w{30,}|re_\w{8,}_\w{16,})/;

/** Whether a text holds a key of a known form. */
export function holdsKey(text: string): boolean {
  const key = KEYS.exec(text)?.[0];
  if (key !== undefined) return !/^(.)\1+$/.test(key.replace(/^\w+[-_]/, '')) && !/[-_]{2,}/.test(key);
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\\n]*[A-Za-z0-9+/=]{40,}/.test(text);
}

/** The password in an address such as `postgresql://user:password@host/name`. */
export function passwordInAddress(text: string): string | undefined {
  const [, user, password] = /[a-z][a-z0-9+]*:\/\/([^\s:/@{}<>[\]%$]*):([^\s/@{}<>[\]%$*]+)@/i.exec(text) ?? [];
  if (password === undefined || /^(x+|\.+|redacted|masked)$/i.test(password)) return undefined;
  const isPlaceholder = /^(user|username|usr)$/i.test(user ?? '') && /^(pass|password|pwd|pw|passwd)$/i.test(password);
  return isPlaceholder && /\s/.test(text) ? undefined : password;
}
