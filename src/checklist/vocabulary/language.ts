/** What lists call things in one language. */
export interface Language {
  stem(word: string): string;
  /** Words and expressions of each concept, with commas between; any inflection of them counts, in capitals none. */
  readonly concepts: { readonly [concept: string]: string };
}
