import { isPublicCode, snakeCase } from '../../src/languages/secret-names.ts';
import { ID, NEAR, NEAR_FOR_RANDOM, SESSION } from './words.ts';

/** What a reader would ask about a value that stays as it is; `isUuid` says whether it is one, or a random number. */
export function nearReason(name: string | undefined, isUuid: boolean): { readonly reason: string; readonly fine?: boolean } | undefined {
  if (name === undefined) return undefined;
  const words = snakeCase(name);
  if (!(isUuid ? NEAR : NEAR_FOR_RANDOM).test(words)) return undefined;
  if (SESSION.test(words)) return { reason: `\`${name}\` names a session; nothing here hands it out as proof of who somebody is (no cookie, no link)` };
  if (ID.test(words)) return { reason: `\`${name}\` is an id: it has to be unique, not secret`, fine: true };
  if (isPublicCode(name)) return { reason: `\`${name}\` is a code people see and pass on; nothing here uses it as proof`, fine: true };
  if (/jti|nonce|salt/.test(words)) return { reason: `\`${name}\` has to be unique, not secret`, fine: isUuid };
  return isUuid || /code/.test(words) ? { reason: `nothing shows that \`${name}\` proves who somebody is` } : undefined;
}
