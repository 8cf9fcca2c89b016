import { javascript } from './javascript/index.ts';
import { python } from './python/index.ts';
import type { Doc, Language, LanguageId } from './types.ts';

/** Every language by id. A rule of a language only ever meets documents that this language parsed. */
export const LANGUAGES: Readonly<Record<LanguageId, Language>> = {
  python: python as unknown as Language<Doc>,
  javascript: javascript as unknown as Language<Doc>,
};

/** The languages that some of the paths are of. */
export function languagesOf(paths: readonly string[]): LanguageId[] {
  return Object.values(LANGUAGES).filter((language) => paths.some((path) => languageOf(path) === language)).map(({ id }) => id);
}

/** The language of a path by its extension; undefined for files checkmod does not read. */
export function languageOf(path: string): Language | undefined {
  return Object.values(LANGUAGES).find(({ extensions }) => extensions.some((extension) => path.endsWith(extension) && !path.endsWith(`.d${extension}`)));
}
