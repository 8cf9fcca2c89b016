/** Says that the wildcard is meant: whoever embeds, plays or links it calls from a site of their own. */
const PUBLIC = /\b(public(ly)?|widgets?|embed(s|ded|dable|ding)?|third[- ]part(y|ies)|as (an )?API|external sites?|any website|cdn|fonts?|playback|(audio|video|media|images?|fonts?) (playback|stream\w*|files?|loading)|badges?|oembed)\b/i;
/** Further away, a comment has to speak of CORS and of other sites. */
const ABOUT_CORS = /\bCORS\b|\bcross-origin\b|\bany (site|origin|domain)\b/i;
const MEANT = /\b(public(ly)?|permissive|widgets?|embed\w*|third[- ]part(y|ies))\b/i;
/** What other sites are there to read. */
const SERVED = /(^|\/)(openapi(\.json|\.ya?ml)?|swagger(\.json)?|healthz?|embed[\w-]*|widgets?[\w-]*|oembed|badges?[\w-]*|\.well-known)(\/|\.|$)/i;

/** Why a wildcard stays for what comments say: those beside it, and those further up that speak of CORS. */
export function saidReason(beside: readonly string[], above: readonly string[]): string | undefined {
  const said = beside.find((text) => PUBLIC.test(text)) ?? above.find((text) => ABOUT_CORS.test(text) && MEANT.test(text));
  return said === undefined ? undefined : `the comment says it is meant for other sites: "${shortened(said.replace(/^[\s*#/"']+|[\s*"']+$/g, '').split('\n')[0]!.trim())}"`;
}

/** Why a wildcard stays for what a route serves. */
export function servedReason(path: string | undefined): string | undefined {
  return path !== undefined && SERVED.test(path) ? `\`${path}\` is there for other sites to read` : undefined;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
