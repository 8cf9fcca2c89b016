/** A path as part of an address, also within a link of Markdown. Half a surrogate pair, which no address can hold, is replaced. */
export function uriOf(path: string): string {
  return path.replace(/\p{Surrogate}/gu, '\uFFFD').split('/')
    .map((name) => encodeURIComponent(name).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
}
