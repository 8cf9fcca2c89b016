import { codeOf } from './code.ts';
import type { JavaScriptScan } from './scan.ts';

interface ErrorClass {
  readonly name: string;
  readonly base: string;
  readonly body: string;
}

const CLASS = /\bclass\s+([A-Za-z_$][\w$]*)\s*(?:<[^{}]*>)?\s+extends\s+([\w$.]+)/g;
/** What says which answer an error becomes. */
const STATUS = /\b(?:status(?:Code)?|httpStatus(?:Code)?|httpCode|isOperational|expose|isPublic|userMessage)\b\s*[!?]?\s*(?:[:=,)]|\()/;
/** Names of errors that are thrown at whoever asked. */
const FOR_USERS = /^(?:Api|App|Http|HTTP|Client|User|Public|Operational|Request|Domain|Business|Validation|NotFound|BadRequest|Unauthorized|Unauthorised|Forbidden|Conflict|Unprocessable(?:Entity)?|TooManyRequests|RateLimit|PaymentRequired|Gone|Authentication|Authorization|Auth|Permission|AccessDenied|InvalidInput|Input)(?:Error|Exception)$/;
/** Names of errors that tell what broke inside, or at somebody else's API. */
const INTERNAL = /^(?!Base|Custom|Abstract|My|App)[A-Z]\w+(?:API|Api)(?:Error|Exception)$|Internal|Database|DB|Db|Sql|Query|External|Upstream|Network|Timeout|Config|Storage|Unexpected|Unknown|Server(?:Error|Exception)|Connection|Worker|Queue|Redis|Migration|ThirdParty|Integration/;
const OF_A_CLIENT = /(?:\bpublic\s+|\breadonly\s+|\bthis\.)(?:endpoint|responseBody|rawResponse|provider|upstream)\b/;
const SERVER_STATUS = /super\([^;]*,\s*(?:50\d|HttpStatus\.(?:INTERNAL|BAD_GATEWAY|SERVICE)|StatusCodes\.(?:INTERNAL|BAD_GATEWAY|SERVICE))|\bstatus(?:Code)?\s*(?::\s*number\s*)?=\s*50\d\b(?!\s*[,)])/;

/** Packages whose errors are answers, and the names of theirs that are. */
const LIBRARIES: { readonly [module: string]: RegExp } = {
  '@nestjs/common': /^(?!InternalServerError|BadGateway|ServiceUnavailable|GatewayTimeout)\w+Exception$/,
  'http-errors': /^HttpError$|^isHttpError$/,
  'hono/http-exception': /^HTTPException$/,
  'routing-controllers': /^(?!InternalServer)\w+Error$/,
  '@hapi/boom': /^Boom$/,
  'graphql': /^GraphQLError$/,
  'apollo-server-errors': /Error$/, 'apollo-server-express': /Error$/, 'apollo-server': /Error$/,
  '@trpc/server': /^TRPCError$/,
  'firebase-functions/v2/https': /^HttpsError$/, 'firebase-functions/https': /^HttpsError$/, 'firebase-functions/v1/https': /^HttpsError$/,
};

/**
 * Names of the classes whose message is meant for whoever gets the answer. A scan of texts is enough: what is asked is
 * the name of a class, and its base is found by name in the same files. A name that means two things is left out.
 */
export function userErrorsIn(files: readonly string[], scans: ReadonlyMap<string, JavaScriptScan>, texts: ReadonlyMap<string, string>): string[] {
  const classes = files.flatMap((file) => classesIn(texts.get(file)!));
  const byName = new Map<string, ErrorClass[]>();
  for (const each of classes) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  const known = new Map<string, boolean>();
  const imported = new Set(files.flatMap((file) => scans.get(file)!.imports).flatMap(({ specifier, names }) => names.map(({ name, as }) => ({ specifier, name, as })))
    .filter(({ specifier, name }) => LIBRARIES[specifier]?.test(name)).map(({ as }) => as));
  const isForUsers = (name: string): boolean => {
    const same = byName.get(name);
    if (!same) return imported.has(name) || /(?:^|\.)(?:HttpException|HttpError|HttpsError|HTTPException)$/.test(name);
    if (!known.has(name)) {
      known.set(name, false);
      known.set(name, same.every(isOneForUsers));
    }
    return known.get(name)!;
  };
  const isError = (name: string, depth = 0): boolean => /(?:Error|Exception)$/.test(name) || (depth < 8 && (byName.get(name) ?? []).some(({ base }) => isError(base, depth + 1)));
  const isOneForUsers = ({ name, base, body }: ErrorClass): boolean => {
    if (!isError(base) || INTERNAL.test(name) || SERVER_STATUS.test(body) || OF_A_CLIENT.test(body)) return false;
    return FOR_USERS.test(name) || STATUS.test(body) || isForUsers(base);
  };
  return [...new Set([...byName.keys(), ...imported].filter(isForUsers))].sort();
}

function classesIn(text: string): ErrorClass[] {
  if (!/\bclass\s+[\w$]+[^{]*?\sextends\s/.test(text)) return [];
  const code = codeOf(text);
  return Array.from(code.matchAll(CLASS), (match) => {
    const start = code.indexOf('{', match.index + match[0].length);
    return { name: match[1]!, base: match[2]!, body: start < 0 ? '' : text.slice(start, endOfBlock(code, start)) };
  });
}

function endOfBlock(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    if (code[at] === '{') depth += 1;
    else if (code[at] === '}' && (depth -= 1) === 0) return at + 1;
  }
  return code.length;
}
