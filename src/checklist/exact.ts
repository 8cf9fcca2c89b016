import type { Meta } from '../transform.ts';

/** A kind of value that an item may name exactly. */
export type Exact = NonNullable<Meta['exact']>;

/** What an item names exactly, beside what the code has in its place. */
export interface Difference {
  readonly asked: string;
  readonly found?: string;
}

export interface Compared {
  /** Parts of the item that the code has just so. */
  readonly met: readonly string[];
  readonly difference?: Difference;
}

/** Compares the paths, and the values of a kind, that an item names with those that places in code are said to have. */
export function compare(text: string, kind: Exact | undefined, said: readonly string[]): Compared {
  const all = [comparePaths(text, said), ...(kind ? [COMPARERS[kind](text, said)] : [])];
  const difference = all.map((each) => each.difference).find(Boolean);
  return { met: all.flatMap(({ met }) => met), ...(difference && { difference }) };
}

const COMPARERS: { readonly [kind in Exact]: (text: string, said: readonly string[]) => Compared } = {
  rate: compareRates, header: compareHeaders, level: compareLevels, algorithm: compareAlgorithms,
};

const NOTHING: Compared = { met: [] };

/** The first of what is asked that is not there; of alternatives one is enough. */
function compareAll<T extends { readonly text: string }>(asked: readonly T[], found: readonly T[], isSame: (asked: T, found: T) => boolean, areAlternatives = false): Compared {
  const met = asked.filter((each) => found.some((other) => isSame(each, other)));
  const missing = asked.find((each) => !met.includes(each));
  if (!missing || (areAlternatives && met.length > 0)) return { met: met.map(({ text }) => text) };
  const shown = [...new Set(found.map(({ text }) => text))].slice(0, 2).map((each) => `\`${each}\``).join(' and ');
  return { met: met.map(({ text }) => text), difference: { asked: missing.text, ...(shown !== '' && { found: shown }) } };
}

/** `/healthz` where `/health` is what answers. Files that an item names are no paths of the program. */
function comparePaths(text: string, said: readonly string[]): Compared {
  const plain = (path: string) => ({ text: path.replace(/(?<=.)\/$/, '') });
  const found = said.flatMap((each) => Array.from(each.matchAll(/`(…?\/[^`\s]*)`/g), ([, path]) => plain(path!)));
  const asked = Array.from(text.matchAll(/(?<![\w./<])\/[a-z][\w/-]*(?![\w/-]*[.:]\w)/gi), ([path]) => plain(path));
  if (found.length === 0 || asked.length === 0) return NOTHING;
  return compareAll(asked, found, (one, other) => one.text.toLowerCase() === other.text.toLowerCase(), /\bor\b/i.test(text));
}

const SECONDS: readonly (readonly [unit: RegExp, seconds: number])[] = [[/^(ms|milli)/i, 0.001], [/^s/i, 1], [/^m/i, 60], [/^h/i, 3600], [/^d/i, 86_400]];
const RATE = /(\d[\d,_]*)\s*(?:(?:\w+ )?(?:requests?|reqs?|calls?|attempts?|hits?|tries))?(?:\s*(?:\/|per)\s*(?:ip|user|client|key))?\s*(?:\/|\b(?:per|every|each|in|within|an?)\b)\s*(?:an? |one )?(\d+)?\s*-?(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\b/gi;

/** `100 requests per minute`, `5 per 15 minutes`, `1000/h`. */
function compareRates(text: string, said: readonly string[]): Compared {
  const ratesIn = (each: string) => Array.from(each.matchAll(RATE), ([whole, count, window, unit]) => (
    { text: whole.trim(), count: Number(count!.replace(/[,_]/g, '')), seconds: Number(window ?? 1) * SECONDS.find(([pattern]) => pattern.test(unit!))![1] }));
  return compareAll(ratesIn(text), said.flatMap(ratesIn), (one, other) => one.count === other.count && one.seconds === other.seconds);
}

const HEADER_VALUE = String.raw`deny\b|sameorigin\b|nosniff\b|no-referrer[\w-]*|(?:strict-)?origin[\w-]*|same-origin[\w-]*|unsafe-url|require-corp|credentialless|cross-origin\b|[01]\b(?:;\s*mode=block)?|max-age\s*=\s*\d+(?:;\s*(?:includeSubDomains|preload))*`;
const NAMED_VALUE = new RegExp(`\\b((?:X|Referrer|Strict|Cross|Permissions|Content)-[\\w-]+)["'\`]*\\s*(?:header\\s*)?(?::|=|\\(|,?\\s*\\b(?:is |are )?(?:set )?(?:to|as|is|with)\\b)?\\s*["'\`]?(${HEADER_VALUE})`, 'gi');

/** `X-Frame-Options: DENY` where SAMEORIGIN is sent. */
function compareHeaders(text: string, said: readonly string[]): Compared {
  const value = (name: string, sent: string) => ({ text: `${name}: ${sent}`, name: name.toLowerCase(), parts: sent.toLowerCase().replace(/\s+/g, '').split(';') });
  const named = Array.from(text.matchAll(NAMED_VALUE), ([, name, sent]) => value(name!, sent!));
  const bare = [
    ...Array.from(text.matchAll(/\b(DENY|SAMEORIGIN)\b/g), ([sent]) => value('X-Frame-Options', sent)),
    ...Array.from(text.matchAll(/\bmax-age\s*=\s*\d+/gi), ([sent]) => value('Strict-Transport-Security', sent)),
  ].filter(({ name }) => !named.some((each) => each.name === name));
  const found = said.flatMap((each) => Array.from(each.matchAll(/\b([A-Za-z]+(?:-[A-Za-z]+)+): ([^,`)]+)/g), ([, name, sent]) => value(name!, sent!.trim())));
  const asked = [...named, ...bare];
  const about = found.filter(({ name }) => asked.some((each) => each.name === name));
  const isSame = (one: (typeof asked)[number], other: (typeof asked)[number]) => one.name === other.name && one.parts.every((part) => other.parts.includes(part));
  // Where several places send the header, each has to send it so.
  const other = about.find((each) => !asked.some((one) => isSame(one, each)));
  return compareAll(asked, other ? [other] : about, isSame);
}

const LEVEL = String.raw`(?:trace|debug|info|warn(?:ing)?|error|critical)`;
const PRODUCTION_LEVELS: readonly RegExp[] = [
  new RegExp(`\\b(${LEVEL})\\b(?:[- ]level)?\\s*(?:or (?:higher|above)\\s*)?(?:in|for|on)\\s+(?:\\w+ )?prod`, 'i'),
  new RegExp(`\\bprod(?:uction)?\\b[^,;.()]{0,25}\\b(${LEVEL})\\b`, 'i'),
  new RegExp(`\\blevels?\`?\\s*(?::|=|(?:is |are )?(?:set )?to|is|at|of)?\\s*["'\`]?(${LEVEL})\\b(?!.{0,30}\\b(?:${LEVEL})\\b)`, 'i'),
  new RegExp(`\\bLOG_?LEVEL\`?\\s*[=:]\\s*["'\`]?(${LEVEL})\\b(?!\\s*[|/])`, 'i'),
];
const NO_DEBUG = /\b(?:no|not|never|without|disabl\w+|turn(?:ed)? off|remove)\b.{0,20}\bdebug\b|\bdebug\b[^,;.]{0,25}\b(?:disabled|turned off|off)\b/i;

/** The level that production is to have: `INFO in production` where the code has DEBUG unless somebody says otherwise. */
function compareLevels(text: string, said: readonly string[]): Compared {
  const level = (name: string) => ({ text: name.toUpperCase().replace(/^WARN$/, 'WARNING') });
  const found = said.flatMap((each) => Array.from(each.matchAll(new RegExp(`\`(${LEVEL})\` (?:in production|unless it is set)`, 'gi')), ([, name]) => level(name!)));
  const loud = found.find((each) => each.text === 'DEBUG' || each.text === 'TRACE');
  if (NO_DEBUG.test(text)) return loud ? { met: [], difference: { asked: 'no debug level in production', found: `\`${loud.text}\`` } } : NOTHING;
  const asked = PRODUCTION_LEVELS.flatMap((pattern) => pattern.exec(text)?.[1] ?? []).slice(0, 1).map(level);
  const { met, difference } = compareAll(asked, found, (one, other) => one.text === other.text);
  // That it is a level, and one of production, is met with it.
  return difference ? { met, difference } : { met: met.length > 0 ? [...met, 'level warn production'] : [] };
}

const ALGORITHM = /\b(?:argon2(?:id|i|d)?|bcrypt|scrypt|pbkdf2|[HREP]S(?:256|384|512)|EdDSA)\b/gi;
/** What is to be left behind, or never to be taken. */
const LEFT = /\b(?:from|instead of|rather than|not|never|replac\w+|over)\s+$/i;

/** `argon2` where passwords go through bcrypt. Of several, one is enough. */
function compareAlgorithms(text: string, said: readonly string[]): Compared {
  const algorithm = (name: string) => ({ text: name, plain: name.toLowerCase().replace(/^argon2.*/, 'argon2') });
  const asked = Array.from(text.matchAll(ALGORITHM)).filter(({ index }) => !LEFT.test(text.slice(0, index))).map(([name]) => algorithm(name));
  const found = said.flatMap((each) => Array.from(each.matchAll(ALGORITHM), ([name]) => algorithm(name)));
  const algorithms = compareAll(asked, found, (one, other) => one.plain === other.plain, true);
  return algorithms.difference ? algorithms : { ...compareRounds(text, said), met: [...algorithms.met, ...compareRounds(text, said).met] };
}

const ROUNDS = /\b(\d+)(\+)?\s*(?:salt )?rounds\b|\b(?:cost(?: factor)?|(?:salt )?rounds|work factor)\s*(?:of|:|=|is)?\s*(?:at least |>=?\s*|≥\s*)?(\d+)(\+)?/gi;

/** `12 rounds`, `cost factor 10`; more are as good where at least so many are asked for. */
function compareRounds(text: string, said: readonly string[]): Compared {
  const asked = Array.from(text.matchAll(ROUNDS), ([whole, before, more, after, plus]) => ({ text: whole.trim(), count: Number(before ?? after), isLeast: (more ?? plus) !== undefined || /at least|min|[>≥]/i.test(whole) || /\b(at least|minimum)\b/i.test(text) }));
  const found = said.flatMap((each) => Array.from(each.matchAll(/\bwith (\d+) rounds\b/g), ([, count]) => ({ text: `${count} rounds`, count: Number(count), isLeast: false })));
  const isSame = (one: (typeof asked)[number], other: (typeof asked)[number]) => (one.isLeast ? other.count >= one.count : other.count === one.count);
  const other = found.find((each) => !asked.some((one) => isSame(one, each)));
  // What is set elsewhere may be another number.
  const isUnknown = said.some((each) => /whose rounds are set elsewhere/.test(each));
  const compared = isUnknown && asked.length > 0 ? { met: [], difference: { asked: asked[0]!.text } } : compareAll(asked, other ? [other] : found, isSame);
  // In whatever words: `cost factor 10` is met by ten rounds.
  return compared.met.length > 0 ? { ...compared, met: [...compared.met, 'salt rounds cost factor work'] } : compared;
}
