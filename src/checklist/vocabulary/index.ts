import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { portuguese } from './portuguese.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';
import { turkish } from './turkish.ts';

/** What lists call things in one language. */
export interface Language {
  stem(word: string): string;
  /** Words and expressions of each concept, with commas between; any inflection of them counts, in capitals none. */
  readonly concepts: { readonly [concept: string]: string };
}

export const LANGUAGES: { readonly [name: string]: Language } = { english, french, spanish, portuguese, german, russian, turkish, chinese };
