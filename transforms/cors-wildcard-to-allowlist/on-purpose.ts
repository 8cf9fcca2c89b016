/** Says that the wildcard is meant: whoever embeds, plays or links it calls from a site of their own. */
const PUBLIC = /(?<!\bnon[- ]|\bnot )\b(public(ly)?|canvas|widgets?|embed(s|ded|dable|ding)?|third[- ]part(y|ies)|as (an )?API|external sites?|any website|cdn|fonts?|playback|(audio|video|media|images?|fonts?) (playback|stream\w*|files?|loading)|badges?|oembed)\b|(?<!\p{L})(?:p[úu]blic(?:[oa]s?)|publiques?|öffentlich\p{L}*|ícones?|[ií]conos?|im[áa]gene?s|imagens?|fuentes)(?!\p{L})/iu;
/** Further away, a comment has to speak of CORS and of other sites. */
const ABOUT_CORS = /\bCORS\b|\bcross-origin\b|\bany (site|origin|domain)\b/i;
const MEANT = /\b(public(ly)?|permissive|widgets?|embed\w*|third[- ]part(y|ies))\b/i;
/** What the comment or docstring of a route says when its answers are for other sites. */
const OPEN_ROUTE = /(?<!\bnon[- ])\bpublic (?:[\w-]+ ){0,3}(?:endpoint|route|api|webhook|widget|script)s?\b|\bany (?:store|shop|merchant|customer|client|partner|host|embedding|external)(?:'s|s)? (?:site|origin|domain|website)s?\b|\b(?:merchant|storefront|shop|store|partner)(?:'s|s)? (?:site|origin|domain|website)s?\b/i;
/** Scripts, styles and fonts, which pages of other sites load. */
const EMBEDDED = /["'`](?:(?:text|application)\/(?:x-)?javascript|text\/css|font\/\w+|application\/font-\w+|image\/svg\+xml)\b/i;
/** What pages of other sites draw and play. */
const MEDIA = /["'`](?:image|audio|video)\/[\w.+*-]+["'`]/i;
/** A header that only servers, or those who were given it, can send: no page has it by itself as it has cookies. */
const SECRET_HEADER = /["'`](x-[\w-]*(?:secret|signature|hmac|webhook)[\w-]*)["'`]/i;
/** Names of functions and files that answer other sites. */
const NAMED = /(?<![a-z])(?:public|storefront|widget|embed|webhook|pixel)(?![a-z])|(?:Public|Storefront|Widget|Embed|Webhook|Pixel)(?![a-z])|(?<![a-zA-Z])(?:public|storefront|widget|embed|webhook|pixel)(?=[A-Z])/;
/** What other sites are there to read. */
const SERVED = /(^|\/)(icons?|fonts?|favicon[\w.]*|thumbnails?|openapi(\.json|\.ya?ml)?|swagger(\.json)?|healthz?|embed[\w-]*|widgets?[\w-]*|oembed|badges?[\w-]*|\.well-known|sitemap[\w-]*|robots\.txt|(feed|rss|atom)\.(xml|json)|rss)(\/|\.|$)/i;

/** Why a wildcard stays for what comments say: those beside it, those of its route, and those further up that speak of CORS. */
export function saidReason(beside: readonly string[], route: readonly string[], above: readonly string[]): string | undefined {
  const said = beside.find((text) => PUBLIC.test(text)) ?? [...beside, ...route].find((text) => OPEN_ROUTE.test(text)) ?? [...route, ...above].find((text) => ABOUT_CORS.test(text) && MEANT.test(text));
  return said === undefined ? undefined : `the comment says it is meant for other sites: "${shortened(said.replace(/^[\s*#/"']+|[\s*"']+$/g, '').split('\n')[0]!.trim())}"`;
}

/** Why a wildcard stays for what a route serves. */
export function servedReason(path: string | undefined): string | undefined {
  return path !== undefined && SERVED.test(path) ? `\`${path}\` is there for other sites to read` : undefined;
}

/** Why a header stays for what the function and the file around it are called. */
export function namedReason(fn: string | undefined, path: string): string | undefined {
  const file = path.split('/').at(-1)!.replace(/\.\w+$/, '');
  const named = [fn, file].find((name) => name !== undefined && NAMED.test(name));
  return named === undefined ? undefined : `\`${named}\` goes by the name of what other sites call`;
}

/** Why a header stays for the answer it goes with: `answer` is the code that makes it, `handler` that of the function around. */
export function answeredReason(answer: string, handler: string): string | undefined {
  if (EMBEDDED.test(answer)) return 'it goes with a script, style or font, which pages of other sites load';
  if (MEDIA.test(handler) && !/allow-credentials/i.test(handler) && !/jsonify|JSONResponse|application\/json|event-stream/i.test(answer)) return 'it goes with images, sound or video, which pages of other sites draw and play';
  const [, secret] = SECRET_HEADER.exec(handler) ?? [];
  return secret !== undefined && !/allow-credentials/i.test(handler) ? `who calls is known by \`${secret}\`, which no page sends by itself` : undefined;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
