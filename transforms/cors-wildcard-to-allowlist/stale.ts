/** Says that everything is allowed, or asks for what the fix has just done. */
const ASKS = /\b(configure|restrict|replace|change|specify|limit|adjust|tighten|update|narrow|lock down)\b.*\b(prod|production|deploy\w*|origins?|domains?|frontend|urls?)\b/;
const SAYS_ALL = [
  /wildcard|["'`]\*["'`]|\(\*\)/,
  /\b(any|all|every|everyone|everything)( the)?( other)? (origins?|domains?|hosts?|sites?)\b/,
  /\ballow(s|ed|ing)? (from )?(all|any|every\w*)\b(?! (routes|methods|headers|endpoints|paths|requests to))/,
];
const STALE = new RegExp([ASKS, ...SAYS_ALL, /\b(prod|production)\b.*\b(configure|restrict|replace|change|specify|limit|adjust|tighten|update|specific|domains?)\b/]
  .map(({ source }) => source).join('|'), 'i');

/** Whether a comment beside a wildcard becomes untrue, or is done, when the wildcard goes. */
export function isStale(comment: string): boolean {
  return STALE.test(comment);
}
